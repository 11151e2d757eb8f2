using System.Globalization;
using Orderly.Formats.X12.Envelope;
using Orderly.Formats.X12.Structure;

namespace Orderly.Formats.X12.Acknowledgement;

/// <summary>
/// What is answered to a file: for every interchange a TA1 when it is refused or asks for one, and a 999 for each functional group of
/// an interchange that is not refused. Acknowledgements are never acknowledged.
/// </summary>
public static class X12Answer
{
    private const string Convention = "005010X231A1";

    /// <summary>The TA1 for an interchange; null when none is due.</summary>
    public static string[]? Ta1(X12Interchange interchange)
    {
        if (interchange.IsAccepted && !interchange.Header.IsTa1Requested) return null;
        var header = interchange.Header;
        return ["TA1", header.ControlNumber, header.Raw(9), header.Raw(10), interchange.IsAccepted ? "A" : "R", interchange.NoteCode];
    }

    /// <summary>The TA1 for bytes that hold no interchange: there is nothing to refer to, so number, date and time are those of the answer.</summary>
    public static string[] Ta1ForUnreadable(DateTimeOffset at) =>
        ["TA1", "000000000", at.ToString("yyMMdd", CultureInfo.InvariantCulture), at.ToString("HHmm", CultureInfo.InvariantCulture), "R", "022"];

    /// <summary>The segments of the 999 for a group between ST and SE; null when none is due.</summary>
    public static IReadOnlyList<string[]>? Functional(X12Group group)
    {
        if (group.IsAcknowledgement || !group.Interchange.IsAccepted) return null;
        var segments = new List<string[]> { Trim("AK1", group.FunctionalId, group.ControlNumber, group.Version) };
        foreach (var set in group.TransactionSets) Add(set, segments);
        var sets = group.TransactionSets;
        var accepted = group.Issues.Count > 0 ? 0 : sets.Count(set => set.IsAccepted);
        var declared = group.Trailer is { } trailer && int.TryParse(trailer.Text(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : sets.Count;
        segments.Add(Trim(["AK9", group.Verdict.ToString(), Text(declared), Text(sets.Count), Text(accepted), .. group.Issues.Select(issue => issue.Code).Distinct().Take(5)]));
        return segments;
    }

    /// <summary>The whole answer to an interchange as an interchange back to its sender; null when none is due.</summary>
    /// <param name="controlNumber">Control number of the answer's interchange.</param>
    public static byte[]? Write(X12Interchange interchange, DateTimeOffset at, int controlNumber)
    {
        var ta1 = Ta1(interchange);
        var answers = interchange.Groups.Select(group => (group, segments: Functional(group))).Where(answer => answer.segments is not null).ToList();
        if (ta1 is null && answers.Count == 0) return null;
        var header = interchange.Header;
        var delimiters = X12Delimiters.Standard;
        var writer = new X12Writer(delimiters).BeginInterchange(
            (Qualifier(header.ReceiverQualifier), Clean(header.Receiver, 15)), (Qualifier(header.SenderQualifier), Clean(header.Sender, 15)), at, controlNumber, header.Usage is "T" ? 'T' : 'P');
        if (ta1 is not null) Write(writer, ta1);
        var number = 0;
        foreach (var (group, segments) in answers)
        {
            number++;
            writer.BeginGroup("FA", Clean(group.Header.Text(3), 15), Clean(group.Header.Text(2), 15), at, number, Convention);
            writer.BeginSet("999", number.ToString("0000", CultureInfo.InvariantCulture), Convention);
            foreach (var segment in segments!) Write(writer, segment);
            writer.EndSet().EndGroup();
        }
        return writer.EndInterchange().ToArray();
    }

    private static void Add(X12TransactionSet set, List<string[]> segments)
    {
        segments.Add(Trim("AK2", set.Id, set.ControlNumber, set.Segment(0).Text(3)));
        foreach (var error in set.Errors)
        {
            segments.Add(["IK3", Name(error.Segment), Text(error.Position), error.Loop, error.Code]);
            foreach (var element in error.Elements)
                segments.Add(Trim("IK4", Place(element), element.Reference == 0 ? "" : Text(element.Reference), element.Code));
        }
        segments.Add(Trim(["IK5", set.IsAccepted ? "A" : "R", .. set.Codes.Take(5)]));
    }

    private static string Place(ElementError error) =>
        error.Repetition > 0 ? $"{error.Element}:{(error.Component == 0 ? "" : Text(error.Component))}:{error.Repetition}"
        : error.Component > 0 ? $"{error.Element}:{error.Component}"
        : Text(error.Element);

    /// <summary>IK301 holds two or three characters; a name that cannot be told is told as ZZZ.</summary>
    private static string Name(string found)
    {
        var name = new string([.. found.Where(char.IsAsciiLetterOrDigit).Take(3)]);
        return name.Length >= 2 ? name : "ZZZ";
    }

    private static void Write(X12Writer writer, string[] segment) => writer.Write(segment[0], [.. segment.Skip(1).Select(element => Clean(element, 80))]);

    /// <summary>A qualifier that is none is answered as ZZ, mutually defined: the answer's own header must be right.</summary>
    private static string Qualifier(string received) => received.Length == 2 && received.All(char.IsAsciiLetterOrDigit) ? received : "ZZ";

    /// <summary>What was received may hold the delimiters of the answer.</summary>
    private static string Clean(string text, int max)
    {
        var clean = new string([.. text.Select(c => c is '*' or '~' or '^' || char.IsControl(c) ? ' ' : c)]);
        return clean.Length > max ? clean[..max] : clean;
    }

    private static string[] Trim(params string[] elements)
    {
        var count = elements.Length;
        while (count > 1 && elements[count - 1].Length == 0) count--;
        return elements[..count];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
