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
    private readonly HashSet<(Guid From, long Seq, int Index)> opened = [];
    private HeadChange? head;

    public List<Change> Changes { get; } = [];

    public int Bytes { get; private set; }

    /// <summary>Works decided, accepted or not.</summary>
    public int Works => answers.Count;

    /// <summary>Whether someone is told no.</summary>
    public bool Refuses => answers.Exists(answer => answer.Reply is not Reply.Accepted);

    public bool HasWrites => head is not null || Changes.Count > 0 || claims.Count > 0;

    public IReadOnlyList<(Work Work, Reply Reply)> Answers => answers;

    public void Add(JournalEntry entry)
    {
        entries.Add(entry);
        Bytes += entry.Body.Length;
    }

    public void Add(Claim claim) => claims.Add(claim);

    /// <summary>False for a letter this unit has opened already: it stays in the store until the unit's commit, and each look finds it.</summary>
    public bool TryOpen(MailRow row) => opened.Add((row.From, row.Seq, row.Index));

    public void Settle(Work work, Reply reply) => answers.Add((work, reply));

    /// <summary>Fixes the head to where the last decision left the state.</summary>
    public void Close(InstanceState state)
    {
        // Mail that led to nothing leaves the store too, but only if it led to nothing on the newest state.
        if (entries.Count == 0 && (Changes.Count == 0 || expectedSeq == 0)) return;
        head = expectedSeq == 0
            ? new CreateHead(RowOf(state))
            : new AdvanceHead(instance, expectedSeq, state.Seq, (short)StatusCodes.Of(state), EndOf(state));
    }

    /// <summary>The row of an instance in this state.</summary>
    public static InstanceRow RowOf(InstanceState state) => new(
        Id: state.Id.Value,
        Facility: state.Facility,
        Definition: DefinitionId.Of("bpmn", state.Process, state.Version),
        Parent: state.Parent?.Instance.Value,
        Root: state.RootInstance.Value,
        BusinessKey: state.BusinessKey,
        Seq: state.Seq,
        Status: (short)StatusCodes.Of(state),
        Started: Micros.From(state.Started),
        Ended: EndOf(state));

    public Append ToAppend() => new() { Head = head, Entries = entries, Claims = claims, Changes = Changes };

    private static long? EndOf(InstanceState state) => state.Ended is { } at ? Micros.From(at) : null;
}
