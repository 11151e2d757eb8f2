using System.Globalization;

namespace Orderly.Formats.X12.Envelope;

/// <summary>
/// Finds the groups and transaction sets of one interchange in a single pass, and judges headers against trailers:
/// control numbers, counts, missing trailers, segments outside envelopes.
/// </summary>
internal sealed class EnvelopeReader
{
    private readonly X12Interchange interchange;
    private readonly X12Limits limits;
    private readonly HashSet<string> groupNumbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> setNumbers = new(StringComparer.Ordinal);
    private X12Group? group;
    private X12TransactionSet? set;
    private int setStart;
    private int envelopes;
    private bool isClosed;

    private EnvelopeReader(X12Interchange interchange, X12Limits limits)
    {
        this.interchange = interchange;
        this.limits = limits;
    }

    public static void Read(X12Interchange interchange, X12Limits limits) => new EnvelopeReader(interchange, limits).Read();

    private void Read()
    {
        HeaderCheck.Check(interchange.Header, interchange.Segment(0).Offset, interchange.IssueList);
        for (var i = 1; i < interchange.SegmentCount; i++)
        {
            var segment = interchange.Segment(i);
            switch (segment.Key)
            {
                case EnvelopeKeys.Gs: OpenGroup(segment, i); break;
                case EnvelopeKeys.Ge: CloseGroup(segment, i); break;
                case EnvelopeKeys.St: OpenSet(segment, i); break;
                case EnvelopeKeys.Se: CloseSet(segment, i); break;
                case EnvelopeKeys.Iea: CloseInterchange(segment, i); break;
                case EnvelopeKeys.Ta1 when group is null: break;
                default:
                    if (set is null) Misplaced(segment);
                    break;
            }
            if (envelopes > limits.MaxEnvelopes)
            {
                Refuse("024", segment.Offset, $"Expected at most {limits.MaxEnvelopes} groups and transaction sets, but there are more.");
                return;
            }
        }
        if (isClosed) return;
        CutGroup(interchange.SegmentCount);
        Refuse("023", End(), "Expected an IEA that closes the interchange, but it ends without.");
    }

    private int End()
    {
        var last = interchange.Segment(interchange.SegmentCount - 1);
        return last.Offset + last.Raw.Length;
    }

    private void OpenGroup(X12Segment segment, int index)
    {
        CutGroup(index);
        envelopes++;
        setNumbers.Clear();
        group = new X12Group(interchange, segment);
        if (segment.ElementCount < 8 || segment.Text(1).Length != 2) Refuse("024", segment.Offset, "Expected a GS of eight elements, but it has others.");
        if (!IsControlNumber(group.ControlNumber, 9)) group.Refuse("6", segment.Offset, "Expected one to nine digits in GS06, but it is not.");
        else if (!groupNumbers.Add(group.ControlNumber.TrimStart('0')))
            group.Refuse("19", segment.Offset, $"Expected group control numbers that differ within the interchange, but {group.ControlNumber} comes again.");
        if (!FunctionalGroups.IsKnown(group.FunctionalId)) group.Refuse("1", segment.Offset, "Expected a functional group that is supported in GS01, but it is another.");
        else if (!FunctionalGroups.IsSupported(group.FunctionalId, group.Version)) group.Refuse("2", segment.Offset, "Expected version 005010 and an implementation that is supported in GS08, but it is another.");
        interchange.GroupList.Add(group);
    }

    private void CloseGroup(X12Segment segment, int index)
    {
        CutSet(index);
        if (group is null)
        {
            Misplaced(segment);
            return;
        }
        group.Trailer = segment;
        if (!SameNumber(segment.Text(2), group.ControlNumber)) group.Refuse("4", segment.Offset, "Expected GE02 to equal GS06, but it differs.");
        if (!IsCount(segment.Element(1), group.SetList.Count)) group.Refuse("5", segment.Offset, $"Expected GE01 to say {group.SetList.Count}, but it says something else.");
        group = null;
    }

    private void OpenSet(X12Segment segment, int index)
    {
        CutSet(index);
        if (group is null)
        {
            Misplaced(segment);
            return;
        }
        envelopes++;
        set = new X12TransactionSet(group, index);
        setStart = index;
        var (id, number) = (segment.Text(1), segment.Text(2));
        if (id.Length != 3 || !id.All(char.IsAsciiDigit)) set.Refuse("6", segment.Offset, "Expected a transaction set of three digits in ST01, but it is not.");
        else if (FunctionalGroups.IsKnown(group.FunctionalId) && !FunctionalGroups.Holds(group.FunctionalId, id))
            set.Refuse("18", segment.Offset, $"Expected a transaction set of the group {group.FunctionalId}, but {id} belongs to another.");
        if (number.Length is < 4 or > 9) set.Refuse("7", segment.Offset, "Expected a control number of four to nine characters in ST02, but it is not.");
        else if (!setNumbers.Add(number)) set.Refuse("23", segment.Offset, "Expected transaction set control numbers that differ within the group, but this one comes again.");
        if (segment.Text(3) is { Length: > 0 } own && own != group.Version) set.Refuse("19", segment.Offset, "Expected ST03 to equal GS08, but it differs.");
        group.SetList.Add(set);
    }

    private void CloseSet(X12Segment segment, int index)
    {
        if (set is null)
        {
            Misplaced(segment);
            return;
        }
        set.SegmentCount = index - setStart + 1;
        set.IsClosed = true;
        if (segment.Text(2) != set.ControlNumber) set.Refuse("3", segment.Offset, "Expected SE02 to equal ST02, but it differs.");
        if (!IsCount(segment.Element(1), set.SegmentCount)) set.Refuse("4", segment.Offset, $"Expected SE01 to say {set.SegmentCount}, but it says something else.");
        set = null;
    }

    private void CloseInterchange(X12Segment segment, int index)
    {
        CutGroup(index);
        isClosed = true;
        if (!SameNumber(segment.Text(2), interchange.Header.ControlNumber)) Refuse("001", segment.Offset, "Expected IEA02 to equal ISA13, but it differs.");
        if (!IsCount(segment.Element(1), interchange.GroupList.Count)) Refuse("021", segment.Offset, $"Expected IEA01 to say {interchange.GroupList.Count}, but it says something else.");
    }

    private void CutSet(int index)
    {
        if (set is null) return;
        set.SegmentCount = index - setStart;
        set.Refuse("2", set.Segment(0).Offset, "Expected an SE that closes the transaction set, but it is not there.");
        set = null;
    }

    private void CutGroup(int index)
    {
        CutSet(index);
        group?.Refuse("3", group.Header.Offset, "Expected a GE that closes the group, but it is not there.");
        group = null;
    }

    private void Misplaced(X12Segment segment)
    {
        if (interchange.IssueList.Count < limits.MaxErrorsPerSet)
            Refuse(segment.Key == EnvelopeKeys.St || segment.Key == EnvelopeKeys.Ge ? "022" : "024", segment.Offset, "Expected segments inside ISA, GS and ST in their order, but one stands outside.");
    }

    private void Refuse(string code, int offset, string text) => interchange.IssueList.Add(new X12Issue(X12IssueLevel.Interchange, code, X12IssueKind.Refused, offset, text));

    private static bool IsControlNumber(string text, int max) => text.Length >= 1 && text.Length <= max && text.All(char.IsAsciiDigit);

    /// <summary>GS06 and ISA13 are numbers: leading zeros make no difference.</summary>
    private static bool SameNumber(string a, string b) => a.Length > 0 && b.Length > 0 && a.TrimStart('0') == b.TrimStart('0');

    private static bool IsCount(ReadOnlySpan<byte> text, int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var declared) && declared == count;
}
