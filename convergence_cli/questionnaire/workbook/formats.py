"""Number formats: whether a number is a day, a percentage, or shown as something that it is not."""

import re
from functools import lru_cache

# The formats that every program knows by number, as far as a file does not define the number itself ([ECMA-376],
# part 1, 18.8.30); 27 to 36 and 50 to 58 are days in the Chinese, Japanese and Korean editions.
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 28, 29, 31, 36, 50, 51, 52, 54, 57, 58), 'yyyy"年"m"月"d"日"'),
    30: "m-d-yy",
    **dict.fromkeys((32, 33, 34, 35, 55, 56), 'h"时"mm"分"'),
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    53: 'm"月"d"日"',
}
