using Orderly.Formats.X12.Envelope;

namespace Orderly.Formats.X12.Structure;

/// <summary>
/// Walks the segments of a transaction set through its table of loops. A segment is placed in the deepest open loop that has a place
/// for it at or behind where that loop stands; only when none has, the ways to be wrong are tried, from the least to the greatest.
/// What is missing is known when its loop closes, so a segment out of sequence is not reported missing as well.
/// </summary>
internal sealed class StructureReader
{
    private readonly X12TransactionSet set;
    private readonly LoopDefinition definition;
    private readonly int maxErrors;
    private readonly List<Frame> open = [];
    private readonly Dictionary<LoopDefinition, Frame> frames = [];
    private int omitted;

    private StructureReader(X12TransactionSet set, LoopDefinition definition, int maxErrors)
    {
        this.set = set;
        this.definition = definition;
        this.maxErrors = maxErrors;
    }

    public static void Read(X12TransactionSet set, LoopDefinition definition, int maxErrors) => new StructureReader(set, definition, maxErrors).Read();

    private void Read()
    {
        var root = new X12Loop(set, "");
        set.Root = root;
        open.Add(Open(definition, root));
        var end = set.IsClosed ? set.SegmentCount - 1 : set.SegmentCount;
        CheckElements(set.Segment(0), null, 0);
        for (var i = 1; i < end; i++) Place(set.Segment(i), i);
        CloseDownTo(0, end);
        CloseFrame(open[0], end);
        if (set.IsClosed) CheckElements(set.Segment(end), null, end);
    }

    private void Place(X12Segment segment, int index)
    {
        var key = segment.Key;
        if (key != 0 && Find(segment, key, Fit.Right) is var (frame, item))
        {
            Accept(frame, item, segment, index);
            return;
        }
        if (key == 0 || SegmentDictionary.Find(key) is null) Reject(segment, index, SegmentCode.Unrecognized, "a segment of the standard");
        else if (Find(segment, key, Fit.TooMany) is var (full, over))
            AcceptWrong(full, over, segment, index, over.Loop is null ? SegmentCode.OverMaximum : SegmentCode.LoopOverMaximum, $"at most {over.Max} of them");
        else if (Find(segment, key, Fit.TooLate) is var (late, passed))
            AcceptWrong(late, passed, segment, index, SegmentCode.OutOfSequence, "it further ahead");
        else if (FindUnqualified(key) is var (near, unqualified))
            AcceptUnqualified(near, unqualified, segment, index);
        else if (definition.Mentions(key)) Reject(segment, index, SegmentCode.Unexpected, "another segment here");
        else Reject(segment, index, SegmentCode.NotInSet, "a segment of this transaction set");
    }

    private (int Frame, LoopItem Item)? Find(X12Segment segment, uint key, Fit fit)
    {
        for (var depth = open.Count - 1; depth >= 0; depth--)
        {
            var frame = open[depth];
            var items = frame.Definition.Items;
            for (var i = Start(depth, fit); i < items.Length; i++)
            {
                if (items[i].Key != key || (fit == Fit.Right && frame.Counts[i] >= items[i].Max) || !items[i].Matches(segment)) continue;
                return (depth, items[i]);
            }
        }
        return null;
    }

    /// <summary>The first item to try; what opens a loop, when it comes again, is another such loop and not another such segment in it.</summary>
    private int Start(int depth, Fit fit) => Math.Max(depth == 0 || fit == Fit.Right ? 0 : 1, fit == Fit.TooLate ? 0 : open[depth].FirstIndex);

    /// <summary>The nearest place for a segment whose qualifier fits none; one that is still missing is likelier meant.</summary>
    private (int Frame, LoopItem Item)? FindUnqualified(uint key)
    {
        (int, LoopItem)? nearest = null;
        for (var depth = open.Count - 1; depth >= 0; depth--)
        {
            var frame = open[depth];
            for (var i = Start(depth, Fit.TooMany); i < frame.Definition.Items.Length; i++)
            {
                var item = frame.Definition.Items[i];
                if (item.Key != key) continue;
                if (item.IsRequired && frame.Counts[i] == 0) return (depth, item);
                nearest ??= (depth, item);
            }
        }
        return nearest;
    }

    private Frame Accept(int depth, LoopItem item, X12Segment segment, int index, List<ElementError>? known = null)
    {
        var frame = Enter(depth, item, index);
        CheckElements(segment, item.Loop?.Items[0] ?? item, index, known);
        return frame;
    }

    private Frame Enter(int depth, LoopItem item, int index)
    {
        CloseDownTo(depth, index);
        var frame = open[depth];
        frame.Count(item);
        if (item.Loop is null)
        {
            frame.Loop.Add(index);
            return frame;
        }
        var loop = new X12Loop(set, item.Loop.Id);
        frame.Loop.Add(loop);
        loop.Add(index);
        frame = Open(item.Loop, loop);
        frame.Count(item.Loop.Items[0]);
        open.Add(frame);
        return frame;
    }

    /// <summary>A loop is open at most once at a time, so its frame serves all its occurrences.</summary>
    private Frame Open(LoopDefinition opened, X12Loop loop)
    {
        if (!frames.TryGetValue(opened, out var frame)) frames.Add(opened, frame = new Frame(opened));
        frame.Restart(loop);
        return frame;
    }

    private void AcceptWrong(int depth, LoopItem item, X12Segment segment, int index, string code, string expected)
    {
        var frame = Enter(depth, item, index);
        Report(new SegmentError(segment.Id, index + 1, frame.Definition.Id, code, [], segment.Offset, $"Expected {expected}, but {segment.Id} stands here."));
        CheckElements(segment, item.Loop?.Items[0] ?? item, index);
    }

    private void AcceptUnqualified(int depth, LoopItem item, X12Segment segment, int index)
    {
        var wrong = Array.Find(item.Qualifiers, qualifier => !qualifier.Holds(segment));
        if (wrong is null)
        {
            Accept(depth, item, segment, index);
            return;
        }
        var reference = ElementReference(segment.Key, wrong);
        var isMissing = (wrong.Component == 0 ? segment.Element(wrong.Element) : segment.Component(wrong.Element, wrong.Component)).IsEmpty;
        var error = new ElementError(wrong.Element, wrong.Component, 0, reference, isMissing ? ElementCode.Missing : ElementCode.InvalidCode, "Expected a code that is used here, but it is another.");
        Accept(depth, item, segment, index, isMissing ? [] : [error]);
    }

    private void Reject(X12Segment segment, int index, string code, string expected)
    {
        var current = open[^1];
        current.Loop.Add(index);
        var name = SegmentKey.Of(segment.IdBytes) == 0 ? "a segment without a valid name" : segment.Id;
        Report(new SegmentError(segment.Id, index + 1, current.Definition.Id, code, [], segment.Offset, $"Expected {expected}, but found {name}."));
    }

    private void CheckElements(X12Segment segment, LoopItem? item, int index, List<ElementError>? known = null)
    {
        if (SegmentDictionary.Find(segment.Key) is not { } layout) return;
        var errors = ElementCheck.Run(segment, layout, item);
        if (known is { Count: > 0 }) errors = [.. known, .. errors ?? []];
        if (errors is null) return;
        Report(new SegmentError(segment.Id, index + 1, open[^1].Definition.Id, SegmentCode.ElementErrors, errors, segment.Offset, "Expected elements as defined, but some are not."));
    }

    private void CloseDownTo(int depth, int index)
    {
        while (open.Count - 1 > depth)
        {
            CloseFrame(open[^1], index);
            open.RemoveAt(open.Count - 1);
        }
    }

    private void CloseFrame(Frame frame, int index)
    {
        for (var i = 0; i < frame.Counts.Length; i++)
        {
            var item = frame.Definition.Items[i];
            if (!item.IsRequired || frame.Counts[i] > 0) continue;
            var offset = index < set.SegmentCount ? set.Segment(index).Offset : set.Segment(0).Offset;
            Report(item.Loop is null
                ? new SegmentError(item.Id, index + 1, frame.Definition.Id, SegmentCode.Missing, [], offset, $"Expected {item.Id} in this loop, but it is not there.")
                : new SegmentError(item.Loop.Items[0].Id, index + 1, item.Loop.Id, SegmentCode.LoopMissing, [], offset, $"Expected loop {item.Loop.Id} before this segment, but it is not there."));
        }
    }

    private void Report(SegmentError error)
    {
        if (set.ErrorList.Count < maxErrors) set.ErrorList.Add(error);
        else if (omitted++ == 0) set.Refuse("5", error.Offset, $"Expected at most {maxErrors} errors to report, but there are more; the rest is left out.");
    }

    private static int ElementReference(uint key, ElementValues place)
    {
        var elements = SegmentDictionary.Find(key)?.Elements ?? [];
        if (place.Element > elements.Length) return 0;
        var element = elements[place.Element - 1];
        return place.Component == 0 || place.Component > element.Components.Length ? element.Reference : element.Components[place.Component - 1].Reference;
    }

    private enum Fit
    {
        /// <summary>At or behind where the loop stands, and not yet full.</summary>
        Right,

        /// <summary>At or behind where the loop stands, but full.</summary>
        TooMany,

        /// <summary>Before where the loop stands.</summary>
        TooLate,
    }

    private sealed class Frame(LoopDefinition definition)
    {
        public LoopDefinition Definition => definition;

        /// <summary>The occurrence that is open.</summary>
        public X12Loop Loop { get; private set; } = null!;

        public int[] Counts { get; } = new int[definition.Items.Length];

        /// <summary>Index of the first item with the order at which this loop stands.</summary>
        public int FirstIndex { get; private set; }

        public void Restart(X12Loop loop)
        {
            Loop = loop;
            Array.Clear(Counts);
            FirstIndex = 0;
        }

        public void Count(LoopItem item)
        {
            var index = Array.IndexOf(definition.Items, item);
            Counts[index]++;
            if (item.Order <= definition.Items[FirstIndex].Order) return;
            while (index > 0 && definition.Items[index - 1].Order == item.Order) index--;
            FirstIndex = index;
        }
    }
}
