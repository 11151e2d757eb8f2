namespace Orderly.Web.Cases.Traces;

/// <summary>What an instance did at one element of its model.</summary>
internal sealed class StepTrace
{
    public int Active { get; private set; }

    public bool IsPassed { get; private set; }

    public bool IsWithdrawn { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset? Left { get; private set; }

    public void Enter(DateTimeOffset at)
    {
        Active++;
        Since = at;
        Left = null;
    }

    public void Pass(DateTimeOffset at)
    {
        Active--;
        IsPassed = true;
        Left = at;
    }

    public void Withdraw(DateTimeOffset at)
    {
        Active--;
        IsWithdrawn = true;
        Left = at;
    }
}
