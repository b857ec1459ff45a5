"""What a careless or malicious hand may write in place of a number, a text, a name or a setting."""

from __future__ import annotations

# YAML as it stands in a file, one line each.
NUMBERS = (
    "1e400", "-1e400", "1e300", "-1e300", "1e20", "1e13", "1e12", "999999999999", "-1", "-0", "0", "0.0",
    "1e-300", "5e-324", "1e-10", "0.000000001", "9" * 400, "9" * 5000, "0x10", "0o17", "010", "1_000",
    "1,000",
    "1:30", ".inf", "-.inf", ".nan", "inf", "NaN", "+10%", "-10%", "+5", "10%", "1000%", "1e999%", "100 %",
    "%",
    "1/2", "½", "１２", "٣", "１．５", "五万", "30k", "¥30", "30元", "(30)", "1e", "e5", "--1", "+-1", "1..2",
    "1.2.3", "=1+1", "x1.5", "'*1.5'", "x1e400", "'+2000'", "1.0", "1e6", "1E+06", ".5", "5.",
)  # fmt: skip
WORDS = (
    "true", "yes", "NO", "null", "~", "", "''", '""', '"\\u0000"', '"\\ud800"', '"\\U0001F600"', "2027-01",
    "2027-13", "2027-02-30", "9999-12", "0000-00", "spring_festival", "spring_festival 9999 -999d", "@", "`",
    "!!int 1", "!!python/object/apply:os.system [ls]", "&a 1", "*a", "<<", "'open", '"open', "# gone", "1:",
    "a: b", "%YAML", "---", "...", "\u202e12", "\ufeff1", "12\u200b", "\x1b[31m1", "x" * 100_000, "- 1", "|",
    "=cmd|' /C calc'!A0", "<script>", "${HOME}", "{0}", "%s",
)  # fmt: skip
NODES = (
    "[]", "{}", "[1]", "[1, 2]", "[[1]]", "{a: 1}", "{value: 1}", "{value: {value: 1}}", "{value: x}", "[1",
    "{value: 1, unit: kg}", "{value: 1, source: nowhere}", "{value: 1, note: [1]}", "{value: 1, value: 2}",
    "{uncertain: {pert: [1, 2, 3]}}", "{value: 1, uncertain: {pert: [3, 2, 1]}}", "{value: 1, uncertain: []}",
    "{value: 1, uncertain: {normal: [1, 1e300]}}", "{value: 1, uncertain: {lognormal: [1, 1e8]}}",
    "{value: 1, uncertain: {lognormal: [1e-9, 1e6]}}", "{value: 1, uncertain: {lognormal: [1e12, 1e-9]}}",
    "{value: 1, uncertain: {discrete: [[1, 0.5], [2, 0.5]]}}", "{value: 1, uncertain: {discrete: [[1]]}}",
    "{value: 1, uncertain: {quantiles: [[1, 0.1], [2, 0.1000000001]]}}", "{value: 1, uncertain: {beta: [1]}}",
    "{value: 1, uncertain: {uniform: [0, 1e400]}}", "{value: 1, uncertain: {beta: [1e6, 1e-9, 0, 1]}}",
    "{value: 1, published: 1}", "{value: 1, published: {range: [1, 2]}}", "{published: {source: x}}",
    "{value: 1, published: {range: [2, 1], source: x, note: [1]}}", "{published: {range: [1e400, .nan]}}",
    "{value: 1, published: {range: {a: 1}, source: [x]}}", "{value: 1, published: {range: [1, null], a: 1}}",
    "{2027-01: 1}", "{2027-01: 1, 2027-01-01: 1}", "{2027-1: 1}", "{2027-01-15: 1}", "{9999-12: 1}", "{1: 1}",
    "{2027-01-01: 1e400}", "{13: 1}", "{1900-01-01: 1}", "{value: +10%}", "{value: 1e-12}", "[{}, {}]",
    "{? }",
)  # fmt: skip
VALUES = NUMBERS + WORDS + NODES

# Names of scenarios, studies and files.
NAMES = (
    "", " ", ".", "..", "/", "//", "/etc/passwd", "../base", "../../etc/passwd", ".hidden", "a/b", "a\\b",
    "a:b",
    "CON", "nul", "x" * 59, "x" * 61, "x" * 300, "x" * 5000, "a/" * 3000, "长" * 60, "长" * 200, "😀" * 60,
    "😀" * 61, "\udcff", "a\ud800b", "a\x00b", "a\nb", "a\tb", "\x1b[2J", "\u202eabc", "\u200b", "-x", "--",
    "*",
    "?", "%s", "{x}", "${HOME}", "`ls`", "base ", " base", "BASE", "base.yaml", "Base", "cases/", "cases//",
    "cases/../base", "cases/" + "x" * 300, "cases/\udcff", "~", "~root", "null", "growth\n", "growth\x00",
)  # fmt: skip

# Paths of parameters, as --set and `set:` name them.
PATHS = (
    "", ".", "..", "plan", "plan.", ".plan", "plan..months", "plan.months.x", "*", "*.*", "*.*.*", "plan.*",
    "channels.*", "channels.*.*", "channels.*.spend.*", "channels.*.spend.2027-13",
    "channels.*.spend.9999-12",
    "channels.nobody.spend", "channels.-1.spend", "commissions.*.tiers.99.rate",
    "commissions.*.tiers.-1.rate",
    "a." * 400 + "b", "x" * 5000, "\udcff", "plan.\ud800", "plan\x00months", "描述", "positions.*", "posts",
    "season.last_year_sales.13", "season.last_year_sales.٣", "plan.days.2027-01",
    "storefronts.*.conversion_rate",
    "__class__", "plan.__class__", "plan.model_fields", "overheads.new_one", "overheads.=x", "plan.name.zh",
)  # fmt: skip
SETTINGS = (
    "x1.5", "x0", "x1e400", "x" + "9" * 400, "+10%", "-100%", "-200%", "+1e13", "+" + "9" * 30, "-5", "*2",
    "x-1",
    "x1..5", "+ 10%", "10%", "null", "{}", "[]", "{a: {b: {c: 1}}}", "[" * 60, "{a: " * 60, "1e400",
    ".nan", "-1",
    "1e12", "1e13", "text", "'", '"', "!!int 1", "*a", "&a [*a]", "2027-01", "true", "=1", "\udcff",
    '"\\ud800"',
    "9" * 400, "9" * 5000, "{value: +10%}", "{value: 1, uncertain: {normal: [1, 1]}}", "0x10", "1_0", "",
)  # fmt: skip

# Numbers as arguments of commands.
ARGUMENTS = (
    "0", "-1", "1", "2", "1.5", "nan", "inf", "-inf", "1e308", "1e400", "-1e308", "1e15", "9" * 20, "9" * 400,
    "9" * 5000, "1_0", "٣", "²", "", " ", "x", "--", "0x10", "1e-300", "\udcff", "1,000", "50%", "99.9999999",
)  # fmt: skip
