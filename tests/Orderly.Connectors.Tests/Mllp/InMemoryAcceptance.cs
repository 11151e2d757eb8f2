using System.Collections.Concurrent;
using System.Threading.Channels;
using Orderly.Canonical.Inbound;

namespace Orderly.Connectors.Tests.Mllp;

/// <summary>An inbox that really dedupes, whose commits can be held back, finished in any order, or made to fail.</summary>
internal sealed class InMemoryAcceptance : IInboundAcceptance
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Source, string ControlId, string Hash), InboundMessage> rows = [];
    private readonly HashSet<(string Source, string ControlId)> ids = [];
    private readonly List<InboundMessage> stored = [];
    private readonly Channel<Commit> held = Channel.CreateUnbounded<Commit>();
    private int underWay;

    /// <summary>While true, every commit waits in <see cref="NextCommitAsync"/> for the test to finish it.</summary>
    public bool HoldsCommits { get; set; }

    public Exception? Failure { get; set; }

    public int MostUnderWay { get; private set; }

    public ConcurrentQueue<Acceptance> Answers { get; } = new();

    /// <summary>In the order of the calls.</summary>
    public IReadOnlyList<InboundMessage> Stored
    {
        get
        {
            lock (gate)
                return [.. stored];
        }
    }

    public ValueTask<Commit> NextCommitAsync() => held.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<Acceptance> AcceptAsync(InboundMessage message, CancellationToken cancellation)
    {
        if (Failure is { } failure)
            throw failure;
        Acceptance answer;
        lock (gate)
        {
            MostUnderWay = Math.Max(MostUnderWay, ++underWay);
            answer = Answer(message);
        }

        if (HoldsCommits)
        {
            var commit = new Commit(message);
            await held.Writer.WriteAsync(commit, CancellationToken.None);
            await commit.Done.Task.WaitAsync(cancellation);
        }

        lock (gate)
            underWay--;
        Answers.Enqueue(answer);
        return answer;
    }

    public ConcurrentQueue<RefusedMessage> Refused { get; } = new();

    public Task RefuseAsync(RefusedMessage message, CancellationToken cancellation)
    {
        if (Failure is { } failure)
            throw failure;
        Refused.Enqueue(message);
        return Task.CompletedTask;
    }

    private Acceptance Answer(InboundMessage message)
    {
        var key = (message.Source, message.ControlId, Convert.ToHexString(message.Hash.Span));
        if (rows.TryGetValue(key, out var row))
            return new Acceptance.Duplicate(row.Ack);
        rows[key] = message;
        stored.Add(message);
        return new Acceptance.Stored(Guid.CreateVersion7(), ControlIdReused: !ids.Add((message.Source, message.ControlId)));
    }

    internal sealed record Commit(InboundMessage Message)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish() => Done.SetResult();
    }
}
