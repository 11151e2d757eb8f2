using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Functions that take lists apart and put them together (DMN 1.5, tables 75 and 80).</summary>
internal static class ListFunctions
{
    public static readonly Signature[] All =
    [
        new("list contains", [Expects.List("list"), Expects.Any("element")], call => FeelBoolean.Of(IndexesOf(call, call[1]).Any())),
        new("count", [Expects.List("list")], call => FeelValue.Of((long)call.List(0).Count)),
        new("sublist", [Expects.List("list"), Expects.Number("start position"), Expects.Number("length").Optional()], Sublist),
        new("append", [Expects.List("list"), Expects.Rest("item")], call => call.Run.List(call.At, call.List(0).Items.AddRange(call.List(1).Items))),
        new("concatenate", [Expects.Rest("list")], call => Combine(call, distinct: false)),
        new("union", [Expects.Rest("list")], call => Combine(call, distinct: true)),
        new("insert before", [Expects.List("list"), Expects.Number("position"), Expects.Any("newItem")], InsertBefore),
        new("remove", [Expects.List("list"), Expects.Number("position")], Remove),
        new("list replace", [Expects.List("list"), Expects.Number("position"), Expects.Any("newItem")], ReplaceAt),
        new("list replace", [Expects.List("list"), new Expects("match", FeelType.Function), Expects.Any("newItem")], ReplaceWhere),
        new("reverse", [Expects.List("list")], call => new FeelList([.. call.List(0).Items.Reverse()])),
        new("index of", [Expects.List("list"), Expects.Any("match")], call => FeelValue.Of(IndexesOf(call, call[1]).Select(at => FeelValue.Of(at + 1L)))),
        new("distinct values", [Expects.List("list")], call => Distinct(call, call.List(0).Items)),
        new("flatten", [Expects.List("list")], Flatten),
        new("sort", [Expects.List("list"), new Expects("precedes", FeelType.Function).Optional()], Sort),
    ];

    private static IEnumerable<int> IndexesOf(Call call, FeelValue element)
    {
        var list = call.List(0);
        for (var i = 0; i < list.Count; i++)
        {
            call.Run.Step(call.At);
            if (Order.AreEqual(call.Run, list[i], element) == true)
                yield return i;
        }
    }

    private static FeelValue Sublist(Call call)
    {
        var list = call.List(0);
        if (Index(call, 1, list.Count) is not { } start)
            return Outside(call, 1);
        long count = list.Count - start;
        if (call.Has(2) && (!call.TryWhole(2, out count) || count < 1 || start + count > list.Count))
            return call.Fail($"a length from 1 to {list.Count - start}", $"it is {call[2].ToBrief()}");
        return new FeelList(list.Items.Slice(start, (int)count));
    }

    private static FeelValue InsertBefore(Call call)
    {
        var list = call.List(0);
        // One past the end is a place to insert, though not one to read.
        var place = call.TryWhole(1, out var position) && position == list.Count + 1 ? list.Count : Index(call, 1, list.Count);
        return place is { } at ? call.Run.List(call.At, list.Items.Insert(at, call[2])) : Outside(call, 1);
    }

    private static FeelValue Remove(Call call) =>
        Index(call, 1, call.List(0).Count) is { } at ? new FeelList(call.List(0).Items.RemoveAt(at)) : Outside(call, 1);

    private static FeelValue ReplaceAt(Call call) =>
        Index(call, 1, call.List(0).Count) is { } at ? new FeelList(call.List(0).Items.SetItem(at, call[2])) : Outside(call, 1);

    private static FeelValue ReplaceWhere(Call call)
    {
        var items = call.List(0).Items.ToBuilder();
        var match = (FeelFunction)call[1];
        for (var i = 0; i < items.Count; i++)
        {
            var holds = call.Run.Call(match, new Arguments(call.At, [items[i], call[2]], null));
            if (holds is not FeelBoolean matched)
                return call.Fail("a match function that gives a boolean", $"it gave {holds.TypeName}");
            if (matched.Value)
                items[i] = call[2];
        }
        return new FeelList(items.ToImmutable());
    }

    private static FeelValue Combine(Call call, bool distinct)
    {
        var items = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var part in call.List(0).Items)
        {
            if (part is FeelList list)
                items.AddRange(list.Items);
            else if (part.IsNull)
                return call.Fail("lists", "one is null");
            else
                items.Add(part);
        }
        return distinct ? Distinct(call, items.ToImmutable()) : call.Run.List(call.At, items.ToImmutable());
    }

    private static FeelList Distinct(Call call, ImmutableArray<FeelValue> items)
    {
        var kept = new List<FeelValue>();
        foreach (var item in items)
        {
            call.Run.Step(call.At, kept.Count + 1);
            if (!kept.Exists(one => Order.AreEqual(call.Run, one, item) == true))
                kept.Add(item);
        }
        return call.Run.List(call.At, [.. kept]);
    }

    private static FeelList Flatten(Call call)
    {
        var items = ImmutableArray.CreateBuilder<FeelValue>();
        Add(call.List(0));
        return call.Run.List(call.At, items.ToImmutable());

        void Add(FeelList list)
        {
            call.Run.Step(call.At, list.Count + 1);
            foreach (var item in list.Items)
            {
                if (item is FeelList inner)
                    Add(inner);
                else
                    items.Add(item);
            }
        }
    }

    /// <summary>Stable merge sort, so that the order of equals never depends on the machine. Without a function: by FEEL's order.</summary>
    private static FeelValue Sort(Call call)
    {
        var items = call.List(0).Items.ToArray();
        var precedes = call.Has(1) ? (FeelFunction)call[1] : null;
        return MergeSort(call, items, new FeelValue[items.Length], 0, items.Length, precedes)
            ? new FeelList([.. items])
            : precedes is null
                ? call.Fail("items that compare with each other", "some do not")
                : call.Fail("a function of two items that gives a boolean", "it gave something else");
    }

    private static bool MergeSort(Call call, FeelValue[] items, FeelValue[] buffer, int from, int to, FeelFunction? precedes)
    {
        if (to - from < 2)
            return true;
        var middle = (from + to) / 2;
        if (!MergeSort(call, items, buffer, from, middle, precedes) || !MergeSort(call, items, buffer, middle, to, precedes))
            return false;
        int left = from, right = middle;
        for (var at = from; at < to; at++)
        {
            var takeRight = left >= middle;
            if (!takeRight && right < to)
            {
                if (Precedes(call, precedes, items[right], items[left]) is not { } second)
                    return false;
                takeRight = second;
            }
            buffer[at] = takeRight ? items[right++] : items[left++];
        }
        Array.Copy(buffer, from, items, from, to - from);
        return true;
    }

    private static bool? Precedes(Call call, FeelFunction? precedes, FeelValue a, FeelValue b)
    {
        call.Run.Step(call.At);
        if (precedes is null)
            return Order.Compare(call.Run, a, b) is { } order ? order < 0 : null;
        return call.Run.Call(precedes, new Arguments(call.At, [a, b], null)) is FeelBoolean first ? first.Value : null;
    }

    /// <summary>The zero-based place of a position that counts from 1, or from the end when negative.</summary>
    private static int? Index(Call call, int argument, int count)
    {
        if (!call.TryWhole(argument, out var position) || position == 0 || Math.Abs(position) > count)
            return null;
        return (int)(position > 0 ? position - 1 : count + position);
    }

    private static FeelValue Outside(Call call, int argument) => call.Fail($"a position within the list of {call.List(0).Count}", $"it is {call[argument].ToBrief()}");
}
