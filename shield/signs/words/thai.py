"""Thai words about spoilers."""

from shield.signs.words.base import Words

THAI = Words(
    stems="สปอย",
    denied="ไม่# / ไม่มี# / ไร้# / ปลอด# / ไม่มีการ#",
    undenied="ไม่กลัว# / ถ้าไม่อยากโดน#",
    other="",
    announcing="ระวัง / เตือน / ต่อไปนี้ / มี / ด้านล่าง / เนื้อหา",
    warnings="เปิดเผยตอนจบ / เฉลยตอนจบ / เปิดเผยเนื้อหาสำคัญ",
    is_spaced=False,
)
