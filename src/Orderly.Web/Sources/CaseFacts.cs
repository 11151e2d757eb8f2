using System.Collections.Concurrent;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Runtime.Feed;

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
/// Facts by instance, read from the first journal entry, and from the moves to another key if there were any. Neither changes
/// unnoticed, so what was read once stays read; the memory is bounded and forgets all at once, which costs one read an instance.
/// </summary>
internal sealed class CaseFactsMemory
{
    private const int Most = 20_000;
    private const int LongestJournal = 100_000;

    private readonly IStore store;
    private readonly ConcurrentDictionary<Guid, CaseFacts> known = new();
    private int moves;

    public CaseFactsMemory(IStore store, ChangeFeed feed)
    {
        this.store = store;
        feed.Subscribe(changed =>
        {
            if (changed is not Changed.Key moved)
            {
                return;
            }

            Interlocked.Increment(ref moves);
            known.TryRemove(moved.Instance, out _);
        });
    }

    public async ValueTask<CaseFacts?> Of(Guid instance, CancellationToken cancel)
    {
        if (known.TryGetValue(instance, out var facts))
        {
            return facts;
        }

        var before = Volatile.Read(ref moves);
        var entries = await store.Read.Instances.Journal(instance, after: 0, upTo: 1, limit: 1, cancel);
        if (entries is not [var first] || Read(EventJson.Read(first.Body), Micros.ToTime(first.At)) is not { } read)
        {
            return null;
        }

        if (await store.Read.Instances.Head(instance, cancel) is { } head && head.BusinessKey != read.BusinessKey)
        {
            read = Moved(read, head.BusinessKey, await store.Read.Instances.Journal(instance, after: 1, upTo: head.Seq, limit: LongestJournal, cancel));
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        // A move while this was read: right for now, but not to be kept.
        return before == Volatile.Read(ref moves) ? known[instance] = read : read;
    }

    /// <summary>The facts with what each move set along with the key.</summary>
    private static CaseFacts Moved(CaseFacts facts, string? key, IEnumerable<Journal.Rows.JournalEntry> later)
    {
        var variables = facts.Variables.Entries.ToDictionary(entry => entry.Key, entry => entry.Value);
        foreach (var events in later.Select(entry => EventJson.Read(entry.Body)).Where(events => events.Any(happened => happened is InstanceRekeyed)))
        {
            Set(variables, events);
        }

        return facts with { BusinessKey = key, Variables = FeelContext.Of(variables) };
    }

    private static CaseFacts? Read(IReadOnlyList<Event> events, DateTimeOffset at)
    {
        if (events.OfType<InstanceStarted>().FirstOrDefault() is not { } start)
        {
            return null;
        }

        var variables = new Dictionary<string, FeelValue>();
        Set(variables, events);
        return new CaseFacts(start.Process, start.Version, start.BusinessKey, at, FeelContext.Of(variables));
    }

    private static void Set(Dictionary<string, FeelValue> variables, IEnumerable<Event> events)
    {
        foreach (var set in events.OfType<VariablesSet>())
        {
            foreach (var (name, value) in set.Values.Entries)
            {
                variables[name] = value;
            }
        }
    }
}
