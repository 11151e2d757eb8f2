using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel.Functions;

/// <summary>Functions of contexts (DMN 1.5, table 82).</summary>
internal static class ContextFunctions
{
    public static readonly Signature[] All =
    [
        new("get value", [Expects.Context("m"), Expects.Text("key")], GetValue),
        new("get value", [Expects.Context("m"), new Expects("keys", new ListType(FeelType.String))], GetNested),
        new("get entries", [Expects.Context("m")], GetEntries),
        new("context", [Expects.List("entries")], Make),
        new("context put", [Expects.Context("context"), Expects.Text("key"), Expects.Any("value")], call => call.Context(0).With(call.Text(1), call[2])),
        new("context put", [Expects.Context("context"), new Expects("keys", new ListType(FeelType.String)), Expects.Any("value")], PutNested),
        new("context merge", [Expects.List("contexts")], Merge),
    ];

    private static FeelValue GetValue(Call call) => call.Context(0).TryGet(call.Text(1), out var value)
        ? value
        : call.Fail($"an entry {call[1].ToBrief()}", "there is none");

    private static FeelValue GetNested(Call call)
    {
        FeelValue value = call.Context(0);
        foreach (var key in call.List(1).Items)
        {
            if (key is not FeelString name || value is not FeelContext context || !context.TryGet(name.Value, out var inner))
                return call.Fail($"an entry {key.ToBrief()}", "there is none");
            value = inner;
        }
        return call.List(1).Count == 0 ? call.Fail("at least one key", "there is none") : value;
    }

    private static FeelValue GetEntries(Call call) => FeelValue.Of(call.Context(0).Entries.Select(FeelValue (entry) =>
        FeelContext.Of(KeyValuePair.Create<string, FeelValue>("key", new FeelString(entry.Key)), KeyValuePair.Create("value", entry.Value))));

    private static FeelValue Make(Call call)
    {
        var context = new FeelContext.Builder();
        foreach (var item in call.List(0).Items)
        {
            if (item is not FeelContext entry || entry["key"] is not FeelString key || !entry.TryGet("value", out var value))
                return call.Fail("entries with a 'key' and a 'value'", $"one is {item.ToBrief()}");
            if (context.Contains(key.Value))
                return call.Fail("each key once", $"{key.ToBrief()} is there twice");
            context.Set(key.Value, value);
        }
        return context.Build();
    }

    private static FeelValue PutNested(Call call)
    {
        var keys = call.List(1).Items;
        if (keys.Length == 0)
            return call.Fail("at least one key", "there is none");
        return Put(call, call.Context(0), keys, 0);
    }

    private static FeelValue Put(Call call, FeelContext context, ImmutableArray<FeelValue> keys, int depth)
    {
        if (keys[depth] is not FeelString { Value: var key })
            return call.Fail("keys that are strings", "one is null");
        if (depth == keys.Length - 1)
            return context.With(key, call[2]);
        call.Run.Step(call.At);
        // Nested puts, by the standard's words: into what is not there nothing can be put, and no context is made for it.
        if (!context.TryGet(key, out var inner))
            return call.Fail($"a context at {keys[depth].ToBrief()}", "there is no such entry");
        if (inner is not FeelContext next)
            return call.Fail($"a context at {keys[depth].ToBrief()}", $"it is {inner.TypeName}");
        var put = Put(call, next, keys, depth + 1);
        return put.IsNull ? put : context.With(key, put);
    }

    private static FeelValue Merge(Call call)
    {
        var context = new FeelContext.Builder();
        foreach (var item in call.List(0).Items)
        {
            if (item is not FeelContext part)
                return call.Fail("contexts", $"one is {item.TypeName}");
            foreach (var (name, value) in part.Entries)
                context.Set(name, value);
        }
        return context.Build();
    }
}
