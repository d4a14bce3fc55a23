"""Japanese words about spoilers."""

from shield.signs.words.base import Words

JAPANESE = Words(
    stems="ネタバレ / ネタばれ / ねたばれ / ネタバラシ",
    denied="""
        #なし / #無し / #無 / #は無 / #はな / #はあ… ません / #せず / #しません / #しない / #を避け /
        #厳禁 / ノー#
    """,
    undenied="#なしでは / #なしに…できな / #なしで…でき",
    other="",
    announcing="""
        以下 / ここから / 注意 / 含み / 含む / 含ん / あり / 警告 / この先 / これ以降 / 全開 / 閲覧 /
        ご覧
    """,
    warnings="""
        結末に触れ / 結末に言及 / 結末を明か / ラストに触れ / 核心に触れ / 未見の方は / 未鑑賞の方は /
        まだ観ていない方は
    """,
    is_spaced=False,
)
