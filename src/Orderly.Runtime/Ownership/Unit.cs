using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Submission;
using JournalEntry = Orderly.Journal.Rows.JournalEntry;

namespace Orderly.Runtime.Ownership;

/// <summary>What an owner decided ahead and hands to the writer: all of it is committed, or none, and nobody is answered before.</summary>
internal sealed class Unit(Guid instance, long expectedSeq)
{
    private readonly List<JournalEntry> entries = [];
    private readonly List<Claim> claims = [];
    private readonly List<(Work Work, Reply Reply)> answers = [];
    private HeadChange? head;

    public List<Change> Changes { get; } = [];

    public int Bytes { get; private set; }

    /// <summary>Works decided, accepted or not.</summary>
    public int Works => answers.Count;

    public bool HasWrites => head is not null || Changes.Count > 0 || claims.Count > 0;

    public IReadOnlyList<(Work Work, Reply Reply)> Answers => answers;

    public void Add(JournalEntry entry)
    {
        entries.Add(entry);
        Bytes += entry.Body.Length;
    }

    public void Add(Claim claim) => claims.Add(claim);

    public void Settle(Work work, Reply reply) => answers.Add((work, reply));

    /// <summary>Fixes the head to where the last decision left the state.</summary>
    public void Close(InstanceState state, Guid definition)
    {
        if (entries.Count == 0) return;
        var ended = state.Ended is { } at ? Micros.From(at) : (long?)null;
        var status = (short)StatusCodes.Of(state);
        head = expectedSeq == 0
            ? new CreateHead(new InstanceRow(
                instance, state.Facility, definition, state.Parent?.Instance.Value, state.RootInstance.Value, state.BusinessKey,
                state.Seq, status, Micros.From(state.Started), ended))
            : new AdvanceHead(instance, expectedSeq, state.Seq, status, ended);
    }

    public Append ToAppend() => new() { Head = head, Entries = entries, Claims = claims, Changes = Changes };
}
