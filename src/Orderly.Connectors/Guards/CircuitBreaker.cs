namespace Orderly.Connectors.Guards;

public enum CircuitState
{
    Closed,
    Open,

    /// <summary>One probe is under way; all others are still held back.</summary>
    HalfOpen,
}

/// <summary>
/// Opens when <c>failures</c> of the last <c>window</c> calls failed. It counts calls and not time: a breaker over a
/// span of time needs as many failures as there were successes before it, which after a busy minute is hundreds.
/// </summary>
internal sealed class CircuitBreaker(int failures, TimeSpan openFor, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly bool[] failedLately = new bool[2 * failures];
    private int next;
    private int failed;
    private int generation;
    private CircuitState state = CircuitState.Closed;
    private long openedAt;

    public CircuitState State
    {
        get
        {
            lock (gate)
                return state;
        }
    }

    /// <summary>Asks to make a call. False: it is held back, and <paramref name="wait"/> is how long to wait at least.</summary>
    /// <param name="pass">Must go back into <see cref="Report"/> or <see cref="Abandon"/>.</param>
    public bool TryEnter(out int pass, out TimeSpan wait)
    {
        lock (gate)
        {
            pass = generation;
            wait = TimeSpan.Zero;
            if (state == CircuitState.Closed)
                return true;
            var left = openFor - time.GetElapsedTime(openedAt);
            if (state == CircuitState.Open && left <= TimeSpan.Zero)
            {
                state = CircuitState.HalfOpen;
                pass = ++generation;
                return true;
            }

            wait = left > TimeSpan.Zero ? left : openFor;
            return false;
        }
    }

    public void Report(int pass, bool isFailure)
    {
        lock (gate)
        {
            // A call let in before the breaker last changed says nothing about the receiver now.
            if (pass != generation)
                return;
            if (state == CircuitState.HalfOpen)
            {
                if (isFailure)
                    Open();
                else
                    Close();
                return;
            }

            failed += (isFailure ? 1 : 0) - (failedLately[next] ? 1 : 0);
            failedLately[next] = isFailure;
            next = (next + 1) % failedLately.Length;
            if (failed >= failures)
                Open();
        }
    }

    /// <summary>The caller gave up before anything was learnt: another may probe at once.</summary>
    public void Abandon(int pass)
    {
        lock (gate)
        {
            if (pass != generation || state != CircuitState.HalfOpen)
                return;
            state = CircuitState.Open;
            openedAt = time.GetTimestamp() - (long)(openFor.TotalSeconds * time.TimestampFrequency) - 1;
        }
    }

    private void Open()
    {
        state = CircuitState.Open;
        openedAt = time.GetTimestamp();
        generation++;
    }

    private void Close()
    {
        state = CircuitState.Closed;
        Array.Clear(failedLately);
        next = 0;
        failed = 0;
        generation++;
    }
}
