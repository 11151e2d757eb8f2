using System.Globalization;

namespace Orderly.Formats.X12.Envelope;

/// <summary>Judges the elements of an ISA, each with the note code TA105 has for it.</summary>
internal static class HeaderCheck
{
    private static readonly string[] IdQualifiers =
        [.. Enumerable.Range(1, 40).Select(n => n.ToString("00", CultureInfo.InvariantCulture)), "AM", "NR", "SA", "SN", "ZZ"];

    private static readonly Dictionary<int, string> CodeOfElement = new()
    {
        [1] = "010",
        [2] = "011",
        [3] = "012",
        [4] = "013",
        [5] = "005",
        [6] = "006",
        [7] = "007",
        [8] = "008",
        [9] = "014",
        [10] = "015",
        [11] = "016",
        [12] = "017",
        [13] = "018",
        [14] = "019",
        [15] = "020",
        [16] = "027",
    };

    public static void Check(InterchangeHeader header, int offset, List<X12Issue> issues)
    {
        if (!header.Delimiters.AreDistinct || char.IsAsciiLetterOrDigit((char)header.Delimiters.Component))
            Refuse("027", "Expected distinct delimiters that are no letters or digits, but the header declares others.");
        if (char.IsAsciiLetterOrDigit((char)header.Delimiters.Terminator) || header.Delimiters.Terminator == (byte)' ')
            Refuse("004", "Expected a segment terminator that is no letter, digit or blank behind ISA16, but it is one.");
        for (var n = 1; n <= 15; n++)
        {
            var text = header.Raw(n);
            if (text.Length != InterchangeHeader.Width(n))
                Refuse(CodeOfElement[n], $"Expected {InterchangeHeader.Width(n)} characters in ISA{n:00}, but there are {text.Length}.");
            else if (!IsValid(header, n))
                Refuse(CodeOfElement[n], $"Expected {Expectation(n)} in ISA{n:00}, but it is not.");
        }
        if (header.Raw(11) is [var r] && char.IsAsciiLetterOrDigit(r) && string.CompareOrdinal(header.Version, "00402") >= 0)
            issues.Add(new X12Issue(X12IssueLevel.Interchange, "", X12IssueKind.Tolerated, offset, "Expected a repetition separator in ISA11, but it is a letter or digit; elements are read as not repeating."));

        void Refuse(string code, string text) => issues.Add(new X12Issue(X12IssueLevel.Interchange, code, X12IssueKind.Refused, offset, text));
    }

    private static bool IsValid(InterchangeHeader header, int n)
    {
        var text = header.Raw(n);
        return n switch
        {
            1 => text is "00" or "01" or "02" or "03" or "04" or "05" or "06",
            3 => text is "00" or "01",
            5 or 7 => IdQualifiers.Contains(text, StringComparer.Ordinal),
            6 or 8 => !string.IsNullOrWhiteSpace(text) && text[0] != ' ',
            9 => DateOnly.TryParseExact(text, "yyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            10 => TimeOnly.TryParseExact(text, "HHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            12 => text is "00401" or "00501",
            13 => text.All(char.IsAsciiDigit),
            14 => text is "0" or "1",
            15 => text is "P" or "T" or "I",
            _ => true,
        };
    }

    private static string Expectation(int n) => n switch
    {
        1 or 3 => "a qualifier of the standard",
        5 or 7 => "an id qualifier of the standard",
        6 or 8 => "an id at the left of its 15 characters",
        9 => "a date YYMMDD",
        10 => "a time HHMM",
        12 => "version 00401 or 00501",
        13 => "nine digits",
        14 => "0 or 1",
        _ => "I, P or T",
    };
}
