namespace Orderly.Simulator.Erp;

/// <summary>
/// How badly the sandbox behaves, set by <c>PUT /behaviour</c>. Counted faults are used up one a request; the rest stays on.
/// </summary>
/// <param name="SlowMilliseconds">Wait before each operation.</param>
/// <param name="FailStatus">HTTP status of the next <paramref name="FailCount"/> operations, which book nothing.</param>
/// <param name="FailCount">Operations still to fail; -1 for all.</param>
/// <param name="LoseAnswers">Operations still to book and then answer with a connection reset; -1 for all.</param>
/// <param name="Refuse">Refuse every new booking as an ERP does whose period is closed.</param>
public sealed record ErpBehaviour(
    int SlowMilliseconds = 0,
    int FailStatus = 503,
    int FailCount = 0,
    int LoseAnswers = 0,
    bool Refuse = false)
{
    /// <summary>What is wrong with these settings, or null.</summary>
    internal string? Problem() =>
        SlowMilliseconds is < 0 or > 600_000 ? $"Expected slowMilliseconds from 0 to 600000, but got {SlowMilliseconds}."
        : FailStatus is < 400 or > 599 ? $"Expected failStatus from 400 to 599, but got {FailStatus}."
        : FailCount < -1 ? $"Expected failCount of -1 or more, but got {FailCount}."
        : LoseAnswers < -1 ? $"Expected loseAnswers of -1 or more, but got {LoseAnswers}."
        : null;
}

/// <summary>The settings in force, and the counting down.</summary>
internal sealed class BehaviourDial
{
    private readonly Lock gate = new();
    private ErpBehaviour current = new();

    public ErpBehaviour Current
    {
        get
        {
            lock (gate)
                return current;
        }
        set
        {
            lock (gate)
                current = value;
        }
    }

    /// <summary>True when this operation is to fail; uses up one failure.</summary>
    public bool TakeFailure()
    {
        lock (gate)
        {
            var due = current.FailCount != 0;
            if (current.FailCount > 0)
                current = current with { FailCount = current.FailCount - 1 };
            return due;
        }
    }

    /// <summary>True when this operation's answer is to be lost; uses up one loss.</summary>
    public bool TakeLoss()
    {
        lock (gate)
        {
            var due = current.LoseAnswers != 0;
            if (current.LoseAnswers > 0)
                current = current with { LoseAnswers = current.LoseAnswers - 1 };
            return due;
        }
    }
}
