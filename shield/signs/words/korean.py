"""Korean words about spoilers."""

from shield.signs.words.base import Words

KOREAN = Words(
    stems="스포일러 / 스포주의 / 스포 있 / 스포 포함 / 스포가",
    denied="#없 / # 없 / 노 # / #가 없 / #는 없 / #를 피 / # 안 / #하지 않",
    undenied="#가 없을 수 없",
    other="리어 #",
    announcing="주의 / 포함 / 있 / 아래 / 이하 / 여기부터 / 경고 / 다음",
    warnings="결말을 밝 / 결말이 포함 / 결말 포함 / 아직 안 보신 분 / 보지 않으신 분",
    is_spaced=False,
)
