using Orderly.Journal.Database;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Write;

/// <summary>
/// Moves the heads by compare-and-set. Consecutive appends of one instance in a batch are one move: they stand or fall together.
/// </summary>
internal static class HeadWrites
{
    internal sealed class HeadMove(Guid instance, long expected)
    {
        public Guid Instance => instance;
        public long Expected => expected;
        public InstanceRow? Created { get; set; }
        public long Seq { get; set; }
        public short Status { get; set; }
        public long? Ended { get; set; }
        public List<Candidate> Members { get; } = [];
    }

    /// <summary>Puts the appends of each instance in a row; one that does not follow its forerunner is out.</summary>
    public static List<HeadMove> Chain(List<Candidate> alive)
    {
        var moves = new Dictionary<Guid, HeadMove>();
        foreach (var candidate in alive)
        {
            if (candidate.Lost is not null || candidate.Append.Head is not { } head) continue;
            if (!moves.TryGetValue(head.Instance, out var move))
                moves.Add(head.Instance, move = new HeadMove(head.Instance, head.ExpectedSeq) { Seq = head.ExpectedSeq });
            if (head.ExpectedSeq != move.Seq)
            {
                candidate.Lost = new HeadConflict(head.Instance, head.ExpectedSeq);
                continue;
            }
            if (head is CreateHead create) move.Created = create.Row;
            move.Seq = head.NewSeq;
            (move.Status, move.Ended) = head switch
            {
                CreateHead c => (c.Row.Status, c.Row.Ended),
                AdvanceHead a => (a.Status, a.Ended),
                _ => throw new ArgumentOutOfRangeException(nameof(alive), head.GetType(), "Expected a known head change, but it is new here"),
            };
            move.Members.Add(candidate);
        }
        var sorted = moves.Values.ToList();
        sorted.Sort((a, b) => a.Instance.CompareTo(b.Instance));
        return sorted;
    }

    /// <summary>Asks for the moves. Once that was sent, the returned settlement says whose did not happen.</summary>
    public static async ValueTask<Action> Ask(ITransaction transaction, List<HeadMove> moves)
    {
        var moved = new HashSet<Guid>();
        var created = moves.FindAll(m => m.Created is not null);
        if (created.Count > 0) await transaction.WriteReturning("create_head", created, BindCreate, row => moved.Add(row.Uuid(0)));
        var advanced = moves.FindAll(m => m.Created is null);
        if (advanced.Count > 0) await transaction.WriteReturning("advance_head", advanced, BindAdvance, row => moved.Add(row.Uuid(0)));
        return () =>
        {
            foreach (var move in moves)
                if (!moved.Contains(move.Instance))
                    foreach (var member in move.Members)
                        member.Lost ??= new HeadConflict(move.Instance, member.Append.Head!.ExpectedSeq);
        };
    }

    private static void BindCreate(IArguments args, HeadMove move)
    {
        var row = move.Created!;
        args.Uuid(row.Id);
        args.Short(row.Facility);
        args.Uuid(row.Definition);
        args.Uuid(row.Parent);
        args.Uuid(row.Root);
        args.Text(row.BusinessKey);
        args.Long(move.Seq);
        args.Short(move.Status);
        args.Long(row.Started);
        args.Long(move.Ended);
    }

    private static void BindAdvance(IArguments args, HeadMove move)
    {
        args.Uuid(move.Instance);
        args.Long(move.Expected);
        args.Long(move.Seq);
        args.Short(move.Status);
        args.Long(move.Ended);
    }
}
