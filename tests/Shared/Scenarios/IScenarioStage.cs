using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Testing;

/// <summary>Where a scenario is played: on the engine alone, or on the served product. Values are JSON objects.</summary>
internal interface IScenarioStage : IAsyncDisposable
{
    /// <summary>Moves hospital time to so long after the beginning; everything due on the way happens at its own minute.</summary>
    Task AdvanceTo(TimeSpan at);

    Task Complete(string element, string login, string values);

    /// <summary>False when nobody took it.</summary>
    Task<bool> Send(string message, string values);

    Task Answer(string operation, string result);

    Task<CaseStanding> Standing();
}

/// <param name="Rungs">Rungs reached so far, by minute since the beginning.</param>
internal sealed record CaseStanding(InstanceState State, IReadOnlyList<ReachedRung> Rungs)
{
    public IEnumerable<string> OpenTasks => State.Tasks.InOrder().Select(task => task.Element);

    public FeelValue Variable(string name) => State.Variables is { } table && table.TryGet(name, out var value) ? value : FeelValue.Null;

    public TimeSpan TargetOf(string element) => State.Clocks.InOrder().Single(clock => clock.Element == element).Target;
}

internal sealed record ReachedRung(TimeSpan At, string Element, int Level);
