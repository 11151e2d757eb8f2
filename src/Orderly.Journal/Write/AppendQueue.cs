namespace Orderly.Journal.Write;

/// <summary>An append on its way to the writer, and who is told what became of it.</summary>
internal readonly record struct Waiting(Append Append, TaskCompletionSource<AppendOutcome> Reply, long Since);

/// <summary>
/// What waits for the next commit. Appends that someone waits for go at once, save that a commit which has just answered a few
/// callers waits a moment for them to ask again: callers that take turns would otherwise pay two commits where one does.
/// Patient appends, which nobody waits for, gather instead of making each commit of the others longer.
/// </summary>
internal sealed class AppendQueue(WriterLimits limits, TimeProvider time)
{
    /// <summary>After so many waits in vain one after the other, at most every fifth commit waits.</summary>
    private const int MostVain = 2;

    private readonly Lock gate = new();
    private readonly Queue<Waiting> urgent = new();
    private readonly Queue<Waiting> patient = new();
    private bool active;

    // Ends the wait under way, once so many wait that someone waits for.
    private TaskCompletionSource? wake;
    private int enough = 1;

    // Callers expected back since the last commit was answered: its own and those who came meanwhile.
    private int lastTaken;
    private int expected;
    private long answered;

    private int vain;
    private int skip;

    /// <summary>False when too many wait. <paramref name="isFirst"/>: nobody takes from the queue yet.</summary>
    public bool TryEnqueue(Append append, bool isPatient, TaskCompletionSource<AppendOutcome> reply, out bool isFirst)
    {
        isFirst = false;
        lock (gate)
        {
            if (urgent.Count + patient.Count >= limits.Queued) return false;
            (isPatient ? patient : urgent).Enqueue(new Waiting(append, reply, time.GetTimestamp()));
            if (urgent.Count >= enough || patient.Count >= limits.PatientAppends) wake?.TrySetResult();
            isFirst = !active;
            active = true;
            return true;
        }
    }

    public bool IsActive
    {
        get
        {
            lock (gate) return active;
        }
    }

    /// <summary>The next batch, once it is time for it; null when nothing waits, and the next append is a first one again.</summary>
    public async ValueTask<List<Waiting>?> Next()
    {
        lock (gate) Expect();
        while (true)
        {
            TaskCompletionSource company;
            TimeSpan wait;
            lock (gate)
            {
                wait = Pause();
                if (wait <= TimeSpan.Zero) return Take();
                enough = urgent.Count == 0 ? 1 : expected;
                company = wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            await using (time.CreateTimer(_ => company.TrySetResult(), null, wait, Timeout.InfiniteTimeSpan)) await company.Task;
            lock (gate)
            {
                wake = null;
                if (enough > 1) Learn();
            }
        }
    }

    /// <summary>A commit has ended: those it answered, and those who came meanwhile, are likely to be back together.</summary>
    private void Expect()
    {
        if (lastTaken == 0) return;
        var back = lastTaken + urgent.Count;
        (expected, lastTaken, answered) = (back <= limits.Expected ? back : 0, 0, time.GetTimestamp());
        if (expected > 0 && skip > 0) (skip, expected) = (skip - 1, 0);
    }

    private void Learn()
    {
        vain = urgent.Count >= expected ? 0 : Math.Min(vain + 1, MostVain);
        skip = vain == 0 ? 0 : 1 << vain;
        expected = 0;
    }

    /// <summary>How long to wait still; zero when it is time, or nothing is there.</summary>
    private TimeSpan Pause()
    {
        var back = urgent.Count >= expected ? TimeSpan.Zero : limits.Return - time.GetElapsedTime(answered);
        if (urgent.Count > 0) return back;
        if (patient.Count == 0 || patient.Count >= limits.PatientAppends) return TimeSpan.Zero;
        var alone = limits.Patience - time.GetElapsedTime(patient.Peek().Since);
        return alone > back ? alone : back;
    }

    private List<Waiting>? Take()
    {
        if (urgent.Count + patient.Count == 0)
        {
            active = false;
            return null;
        }
        var taken = new List<Waiting>(Math.Min(urgent.Count + patient.Count, limits.BatchAppends));
        var batch = new Batch();
        TakeFrom(urgent, batch, taken, limits.BatchAppends);
        lastTaken = taken.Count;
        // As many as came in go along at least, so that they do not pile up, and few more, so that nobody waits long for them.
        if (urgent.Count == 0 && MayPatientGo()) TakeFrom(patient, batch, taken, lastTaken + Math.Max(limits.PatientAppends, lastTaken));
        return taken;
    }

    private bool MayPatientGo() => patient.Count > 0 &&
        (lastTaken == 0 || patient.Count >= limits.PatientAppends || time.GetElapsedTime(patient.Peek().Since) >= limits.GreatestPatience);

    private void TakeFrom(Queue<Waiting> queue, Batch batch, List<Waiting> taken, int most)
    {
        while (taken.Count < Math.Min(most, limits.BatchAppends) && batch.Bytes < limits.BatchBytes
            && queue.TryPeek(out var next) && batch.TryAdd(next.Append))
            taken.Add(queue.Dequeue());
    }
}
