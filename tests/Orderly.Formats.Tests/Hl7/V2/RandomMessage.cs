using CsCheck;

namespace Orderly.Formats.Tests.Hl7.V2;

/// <summary>A message as nested lists, from which its bytes follow: what the index must find again.</summary>
internal sealed record RandomMessage(Hl7Delimiters Delimiters, string Terminator, RandomSegment[] Segments)
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const(""), Gen.Const("\"\""), Gen.Const("\\F\\"), Gen.Const("x"), Gen.Char.AlphaNumeric.Array[1, 12].Select(chars => new string(chars)), Gen.Const("ü漢"));

    private static readonly Gen<string[][][]> Field = Text.Array[1, 3].Array[1, 4].Array[1, 3];

    private static readonly Gen<RandomSegment> Segment = Gen.Select(
        Gen.OneOf("PID", "PV1", "OBX", "ZXX", "Z99", "NTE"), Field.Array[0, 8], (name, fields) => new RandomSegment(name, fields));

    private static readonly Gen<Hl7Delimiters> AnyDelimiters = Gen.OneOf(
        Gen.Const(Hl7Delimiters.Standard),
        Gen.Const(Hl7Delimiters.Standard with { Truncation = (byte)'#' }),
        Gen.Shuffle("|^~\\&$*!?@#%;:/".Select(c => (byte)c).ToArray(), 5).Select(d => new Hl7Delimiters(d[0], d[1], d[2], d[3], d[4])));

    public static Gen<RandomMessage> Any { get; } = Gen.Select(
        AnyDelimiters, Gen.OneOf("\r", "\n", "\r\n", "\r\n\n"), Segment.Array[0, 10], (delimiters, terminator, segments) => new RandomMessage(delimiters, terminator, segments));

    public string Render()
    {
        var d = Delimiters;
        var text = $"MSH{(char)d.Field}{(char)d.Component}{(char)d.Repetition}{(char)d.Escape}{(char)d.Subcomponent}{(d.Truncation == 0 ? "" : (char)d.Truncation)}{Terminator}";
        return text + string.Concat(Segments.Select(segment => Render(segment) + Terminator));
    }

    private string Render(RandomSegment segment) => string.Join((char)Delimiters.Field, [segment.Name, .. segment.Fields.Select(Render)]);

    private string Render(string[][][] field) => string.Join((char)Delimiters.Repetition,
        field.Select(repetition => string.Join((char)Delimiters.Component, repetition.Select(component => string.Join((char)Delimiters.Subcomponent, component)))));
}

/// <param name="Fields">Field, repetition, component, subcomponent.</param>
internal sealed record RandomSegment(string Name, string[][][][] Fields);
