using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Inbound;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Sources;
using JournalEntry = Orderly.Engine.Process.JournalEntry;

namespace Orderly.Web.Messages;

/// <summary>What came of a message in the cases of its visit, read from their journals: nothing is remembered for this alone.</summary>
internal sealed class MessageTrails(Hospital hospital, InstanceTraces traces)
{
    /// <summary>A route makes few process messages of one message; the pack's own makes one or two.</summary>
    private const int MostOfOneMessage = 8;
    private const int MostNeighbours = 200;
    private const int MostNamed = 4;

    public async ValueTask<IReadOnlyList<MessageTrail>> Of(InboxRow row, CancellationToken cancel)
    {
        if (row.State != InboxState.Mapped || KeyOf(row) is not { } key)
        {
            return [];
        }

        var messages = Enumerable.Range(0, MostOfOneMessage).Select(number => MessageIds.Of(row, number)).ToHashSet();
        var trail = new List<MessageTrail>();
        foreach (var root in await hospital.Store.Read.Instances.ByBusinessKey(key, cancel))
        {
            foreach (var entry in await traces.Entries(root.Id, cancel))
            {
                if (entry.Events.Any(happened => IsOf(happened, messages)))
                {
                    trail.Add(new MessageTrail($"Case {key.Split('|')[^1]}", $"/cases/{root.Root}", Did(entry)));
                }
            }
        }

        return trail;
    }

    /// <summary>The case, and the messages of the same visit right before and after.</summary>
    public async ValueTask<IReadOnlyList<MessageLink>> Neighbours(InboxRow row, LocalTime time, CancellationToken cancel)
    {
        var links = new List<MessageLink>();
        if (KeyOf(row) is not { } key)
        {
            return links;
        }

        foreach (var root in (await hospital.Store.Read.Instances.ByBusinessKey(key, cancel)).Where(head => head.Parent is null))
        {
            links.Add(new MessageLink($"Case {key.Split('|')[^1]}", $"/cases/{root.Id}"));
        }

        var all = await hospital.Store.Read.Inbox.OfOrderKey(row.OrderKey, MostNeighbours, cancel);
        var at = all.ToList().FindIndex(one => one.Id == row.Id);
        if (at > 0)
        {
            links.Add(Neighbour("Before it", all[at - 1], time));
        }

        if (at >= 0 && at < all.Count - 1)
        {
            links.Add(Neighbour("Next for this visit", all[at + 1], time));
        }

        return links;
    }

    private static MessageLink Neighbour(string words, InboxRow row, LocalTime time) =>
        new($"{words}: {row.Type}, {time.Seconds(Micros.ToTime(row.Received))}", $"{MessageFilter.Path}/{row.Id}");

    /// <summary>The business key of the visit's cases; null for a message without a visit.</summary>
    private static string? KeyOf(InboxRow row) => InboxLines.VisitOf(row.OrderKey).Length > 0 ? row.OrderKey[(row.OrderKey.IndexOf('|', StringComparison.Ordinal) + 1)..] : null;

    private static bool IsOf(Event happened, HashSet<Guid> messages) => happened switch
    {
        InstanceStarted started => messages.Any(message => MessageIds.StartedBy(message, started.Process) == started.Instance.Value),
        MessageCorrelated correlated => messages.Contains(correlated.Message.Value),
        _ => false,
    };

    private string Did(JournalEntry entry)
    {
        var did = new List<string>();
        if (entry.Events.OfType<InstanceStarted>().FirstOrDefault() is { } start)
        {
            did.Add($"Started {InSentence.Of(hospital.Model(start.Process, start.Version)?.Name ?? start.Process)}");
        }

        var opened = entry.Events.OfType<Engine.Work.TaskCreated>().Select(task => task.Name ?? task.Element).ToList();
        var completed = entry.Events.Count(happened => happened is Engine.Work.TaskCompleted);
        var withdrawn = entry.Events.Count(happened => happened is Engine.Work.TaskCancelled);
        if (opened.Count > 0)
        {
            did.Add($"opened {string.Join(", ", opened.Take(MostNamed))}{(opened.Count > MostNamed ? $" and {opened.Count - MostNamed} more" : "")}");
        }

        if (completed > 0)
        {
            did.Add($"completed {completed} {(completed == 1 ? "task" : "tasks")}");
        }

        if (withdrawn > 0)
        {
            did.Add($"withdrew {withdrawn} {(withdrawn == 1 ? "task" : "tasks")}");
        }

        if (entry.Events.Any(happened => happened is InstanceCompleted))
        {
            did.Add("ended the case");
        }

        return did.Count == 0 ? "Taken in by the case" : Capital(string.Join("; ", did));
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
