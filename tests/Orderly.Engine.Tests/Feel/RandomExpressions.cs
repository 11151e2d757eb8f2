using CsCheck;

namespace Orderly.Engine.Tests.Feel;

/// <summary>Random texts of the whole grammar, with more parentheses, spaces and comments than needed. They read; most of them have a value.</summary>
internal static class RandomExpressions
{
    private static readonly string[] Atoms =
    [
        "1", "0.25", "2e3", "-7", "\"a\"", "\"b \\\"c\\\" \\\\d\\n\"", "true", "false", "null", "x", "y z", "flags", "@\"2026-01-31\"", "@\"P1M\"", "@\"PT2H\"", "@\"10:00:00\"",
        "@\"2026-01-31T10:00:00@Europe/Paris\"", "@\"soon\"", "[]", "{}", "(< 5)", "(>= 2)", "(= 3)",
    ];

    private static readonly string[] Binary = ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in"];

    private static readonly string[] Types = ["number", "string", "list<number>", "context<a: number, b c: string>", "range<date>", "function<number> -> Any", "function", "Any", "days and time duration"];

    public static Gen<string> Expression { get; } = Of(4);

    public static Gen<string> Tests { get; } = Gen.Select(Gen.OneOf(Gen.Const("{0}"), Gen.Const("not({0})"), Gen.Const("(not({0}))")), Test(2).Array[1, 3], (form, tests) => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, form.StartsWith('(') ? "true" : string.Join(", ", tests)));

    private static Gen<string> Of(int depth)
    {
        var atom = OneOf(Atoms);
        if (depth == 0)
            return atom;
        var inner = Of(depth - 1);
        return Gen.Frequency(
            (2, atom),
            (4, Gen.Select(inner, OneOf(Binary), inner, (a, sign, b) => sign == "in" ? $"({a}) in ({b})" : $"({a}) {sign} ({b})")),
            (2, Gen.Select(atom, OneOf(Binary), atom, (a, sign, b) => sign == "in" ? $"{a} in [{b}, {a}]" : $"{a}  {sign} /* and */ {b}")),
            (1, inner.Select(a => $"-({a})")),
            (1, Gen.Select(inner, inner, inner, (a, b, c) => $"({a}) between ({b}) and ({c})")),
            (1, Gen.Select(inner, inner, inner, (a, b, c) => $"(if {a} then {b} else {c})")),
            (1, Gen.Select(inner, inner, (a, b) => $"(for i in ({a}), j in 1..2 return {b})")),
            (1, Gen.Select(inner, inner, Gen.Bool, (a, b, every) => $"({(every ? "every" : "some")} i in ({a}) satisfies {b})")),
            (1, Gen.Select(inner, inner, (a, b) => $"[{a}, {b}]")),
            (1, Gen.Select(inner, inner, (a, b) => $"{{k: {a}, \"two words\": {b}}}")),
            (1, Gen.Select(inner, inner, (a, b) => $"({a})[{b}]")),
            (1, inner.Select(a => $"({a}).k")),
            (1, Gen.Select(inner, inner, Gen.Int[0, 3], (a, b, kind) => $"({"[(]("[kind]}({a})..({b}){"]))["[kind]})")),
            (1, Gen.Select(inner, OneOf(Types), (a, type) => $"({a}) instance of {type}")),
            (1, Gen.Select(inner, inner, (a, b) => $"concatenate([{a}], ({b}))")),
            (1, inner.Select(a => $"string(from: {a})")),
            (1, Gen.Select(inner, inner, (a, b) => $"(function(p: number, q) ({a}))({b}, p)")),
            (1, Gen.Select(inner, Test(depth - 1).Array[1, 2], (a, tests) => $"({a}) in ({string.Join(", ", tests)})")));
    }

    private static Gen<string> Test(int depth) => Gen.Select(OneOf(["", "", "<", "<=", ">", ">=", "=", "!="]), Of(depth), (sign, operand) => sign.Length == 0 ? operand : $"{sign} ({operand})");

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
