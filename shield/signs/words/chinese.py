"""Chinese words about spoilers."""

from shield.signs.words.base import Words

CHINESE = Words(
    stems="剧透 / 劇透 / 暴雷",
    denied="无# / 無# / 不# / 没有# / 沒有# / 不含# / 零# / 避免# / 不会# / 不會#",
    undenied="不怕# / 不介意# / 无法不# / 不得不#",
    other="",
    announcing="以下 / 下文 / 下面 / 注意 / 警告 / 预警 / 預警 / 含有 / 包含 / 慎入 / 严重 / 嚴重 / 有",
    warnings="以下涉及结局 / 以下涉及結局 / 涉及结局 / 涉及結局 / 未看过的 / 没看过的请 / 沒看過的請",
    is_spaced=False,
)
