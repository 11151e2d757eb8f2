using System.Collections.Concurrent;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Journal;

namespace Orderly.Web.Sources;

/// <summary>What an instance was started with: the facts that say where and why. Its variables may have moved on since.</summary>
internal sealed record CaseFacts(string Process, int Version, string? BusinessKey, DateTimeOffset Started, FeelContext Variables)
{
    public string? Text(string name) => Variables[name] switch
    {
        FeelString text => text.Value,
        FeelNumber number => number.ToString(),
        _ => null,
    };

    public bool IsTrue(string name) => Variables[name] is FeelBoolean { Value: true };

    /// <summary>"512-A"; empty when the case has no bed.</summary>
    public string Bed => (Text("room"), Text("bed")) switch
    {
        ({ } room, { } bed) => $"{room}-{bed}",
        ({ } room, null) => room,
        _ => "",
    };
}

/// <summary>
/// Facts by instance, read from the first journal entry. That entry never changes, so what was read once stays read; the
/// memory is bounded and forgets all at once, which costs one read an instance.
/// </summary>
internal sealed class CaseFactsMemory(IStore store)
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<Guid, CaseFacts> known = new();

    public async ValueTask<CaseFacts?> Of(Guid instance, CancellationToken cancel)
    {
        if (known.TryGetValue(instance, out var facts))
        {
            return facts;
        }

        var entries = await store.Read.Instances.Journal(instance, after: 0, upTo: 1, limit: 1, cancel);
        if (entries is not [var first] || Read(EventJson.Read(first.Body), Micros.ToTime(first.At)) is not { } read)
        {
            return null;
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        return known[instance] = read;
    }

    private static CaseFacts? Read(IReadOnlyList<Event> events, DateTimeOffset at)
    {
        if (events.OfType<InstanceStarted>().FirstOrDefault() is not { } start)
        {
            return null;
        }

        var variables = new Dictionary<string, FeelValue>();
        foreach (var set in events.OfType<VariablesSet>())
        {
            foreach (var (name, value) in set.Values.Entries)
            {
                variables[name] = value;
            }
        }

        return new CaseFacts(start.Process, start.Version, start.BusinessKey, at, FeelContext.Of(variables));
    }
}
