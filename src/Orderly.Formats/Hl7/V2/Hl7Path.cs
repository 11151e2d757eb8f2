using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// A position in a message: <c>SEG[(n)]-field[[n]][.component[.subcomponent]]</c>, all numbers 1-based, such as <c>PV1-19</c>,
/// <c>MSH-9.2</c>, <c>PID-3[1].1</c>, <c>OBX(2)-5</c>, <c>PID-3.4.2</c>. <c>OBX(*)</c> and <c>PID-3[*]</c> stand for all of them.
/// What is left out is the first when reading. Parse once, evaluate often.
/// </summary>
public readonly record struct Hl7Path
{
    /// <summary>The number that <c>*</c> stands for.</summary>
    public const int All = -1;

    private const int MaxNumber = 99_999;

    private Hl7Path(string segment, int occurrence, int field, int repetition, int component, int subcomponent)
    {
        Segment = segment;
        SegmentKey = SegmentNames.Pack(segment);
        Occurrence = occurrence;
        Field = field;
        Repetition = repetition;
        Component = component;
        Subcomponent = subcomponent;
    }

    public string Segment { get; }

    /// <summary>Which segment of that name: 1 is the first, <see cref="All"/> every one.</summary>
    public int Occurrence { get; }

    public int Field { get; }

    /// <summary>0 when left out, <see cref="All"/> for every one.</summary>
    public int Repetition { get; }

    /// <summary>0 when left out.</summary>
    public int Component { get; }

    /// <summary>0 when left out.</summary>
    public int Subcomponent { get; }

    internal uint SegmentKey { get; }

    internal int RepetitionOrFirst => Repetition > 0 ? Repetition : 1;

    public bool HasMany => Occurrence == All || Repetition == All;

    /// <exception cref="FormatException">The text is no path; the message says what was expected where.</exception>
    public static Hl7Path Parse(string text) =>
        TryParse(text, out var path, out var error) ? path : throw new FormatException(error);

    public static bool TryParse([NotNullWhen(true)] string? text, out Hl7Path path) => TryParse(text, out path, out _);

    public static bool TryParse([NotNullWhen(true)] string? text, out Hl7Path path, [NotNullWhen(false)] out string? error)
    {
        path = default;
        error = null;
        if (text is null || text.Length < 3 || SegmentNames.Pack(text[..3]) == 0)
        {
            error = $"Expected a path such as PID-3[1].1 that starts with a segment name of three capitals or digits, but got '{text}'.";
            return false;
        }
        var reader = new Reader(text, 3);
        int occurrence = 1, repetition = 0, component = 0, subcomponent = 0;
        var ok = !reader.Take('(') || (reader.Number(allowAll: true, out occurrence) && reader.Take(')'));
        var field = 0;
        ok = ok && reader.Take('-') && reader.Number(allowAll: false, out field);
        ok = ok && (!reader.Take('[') || (reader.Number(allowAll: true, out repetition) && reader.Take(']')));
        ok = ok && (!reader.Take('.') || reader.Number(allowAll: false, out component));
        ok = ok && (component == 0 || !reader.Take('.') || reader.Number(allowAll: false, out subcomponent));
        if (!ok || !reader.AtEnd)
        {
            error = $"Expected a path such as PID-3[1].1 or OBX(2)-5, but '{text}' cannot be read at character {reader.At + 1}.";
            return false;
        }
        path = new Hl7Path(text[..3], occurrence, field, repetition, component, subcomponent);
        return true;
    }

    /// <summary>The same position in the nth segment of that name.</summary>
    public Hl7Path InSegment(int occurrence) => new(Segment, occurrence, Field, Repetition, Component, Subcomponent);

    public override string ToString()
    {
        if (Segment is null) return "";
        var text = new StringBuilder(Segment);
        if (Occurrence != 1) text.Append('(').Append(Show(Occurrence)).Append(')');
        text.Append('-').Append(Show(Field));
        if (Repetition != 0) text.Append('[').Append(Show(Repetition)).Append(']');
        if (Component != 0) text.Append('.').Append(Show(Component));
        if (Subcomponent != 0) text.Append('.').Append(Show(Subcomponent));
        return text.ToString();
    }

    private static string Show(int n) => n == All ? "*" : n.ToString(CultureInfo.InvariantCulture);

    private struct Reader(string text, int at)
    {
        public int At { get; private set; } = at;

        public readonly bool AtEnd => At == text.Length;

        public bool Take(char c)
        {
            if (AtEnd || text[At] != c) return false;
            At++;
            return true;
        }

        public bool Number(bool allowAll, out int number)
        {
            number = 0;
            if (allowAll && Take('*'))
            {
                number = All;
                return true;
            }
            var from = At;
            while (!AtEnd && char.IsAsciiDigit(text[At]) && number <= MaxNumber) number = number * 10 + (text[At++] - '0');
            return At > from && number is > 0 and <= MaxNumber;
        }
    }
}
