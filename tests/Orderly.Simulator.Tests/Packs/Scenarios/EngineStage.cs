using Orderly.Testing;

namespace Orderly.Simulator.Tests.Packs.Scenarios;

/// <summary>A scenario on the engine alone: calls wait for the script, messages are handed to whoever waits.</summary>
internal sealed class EngineStage(DischargeCase discharge) : IScenarioStage
{
    public Task AdvanceTo(TimeSpan at)
    {
        discharge.AdvanceTo(at);
        return Task.CompletedTask;
    }

    public Task Complete(string element, string login, string values)
    {
        discharge.Complete(element, login, values);
        return Task.CompletedTask;
    }

    public Task<bool> Send(string message, string values) => Task.FromResult(discharge.Send(message, values));

    public Task Answer(string operation, string result)
    {
        discharge.Answer(operation, result);
        return Task.CompletedTask;
    }

    public Task<CaseStanding> Standing() =>
        Task.FromResult(new CaseStanding(discharge.State, [.. discharge.Rungs.Select(rung => new ReachedRung(rung.At, rung.Element, rung.Level))]));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
