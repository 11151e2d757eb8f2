using System.Globalization;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Process.Naive;

/// <summary>
/// The engine against <see cref="TokenGame"/> on small unstructured models: whatever order people do their tasks in, the engine
/// ends where the token game can end. <c>ORDERLY_SMALL=N</c> tries more models; <c>ORDERLY_SEED=N</c> repeats one.
/// </summary>
public sealed class TokenGameTests
{
    private const int MostTasks = 4;

    [Fact]
    public void The_engine_reaches_what_the_token_game_reaches()
    {
        var only = Environment.GetEnvironmentVariable("ORDERLY_SEED");
        var count = int.Parse(Environment.GetEnvironmentVariable("ORDERLY_SMALL") ?? "1500", CultureInfo.InvariantCulture);
        var compared = 0;
        foreach (var seed in only is null ? Enumerable.Range(0, count) : [int.Parse(only, CultureInfo.InvariantCulture)])
        {
            var model = SmallModel.Make(seed);
            var values = seed & 7;
            var expected = new TokenGame(model.Compile(), values, MostTasks).Outcomes();
            var actual = EngineOutcomes(model, values);
            var joins = model.Compile().Elements.Count(element => element.Kind == ElementKind.InclusiveGateway && element.Incoming.Length > 1);
            var extra = actual.Except(expected).ToList();
            extra.ShouldBeEmpty($"ORDERLY_SEED={seed} repeats it; the token game reaches\n{string.Join('\n', expected)}");
            // Of several joins that may go on at one moment the engine takes one, the game tries each.
            if (joins < 2)
                expected.Except(actual).ShouldBeEmpty($"ORDERLY_SEED={seed} repeats it; the engine reaches\n{string.Join('\n', actual)}");
            compared += actual.Count;
        }
        compared.ShouldBeGreaterThan(0);
    }

    private static HashSet<string> EngineOutcomes(Model model, int values)
    {
        var world = Running.WorldOf(model);
        var state = new InstanceState(new InstanceId(Guid.Parse("01960000-0000-7000-8000-000000000001")));
        Decide(world, state, new StartInstance("small", null, 1, null, FeelContext.Of(Enumerable.Range(0, 3).Select(i => KeyValuePair.Create($"v{i}", FeelValue.Of(((values >> i) & 1) == 1))))));
        var (outcomes, seen) = (new HashSet<string>(), new HashSet<string>());
        Explore(world, state, [], outcomes, seen);
        return outcomes;
    }

    private static void Explore(World world, InstanceState state, List<string> done, HashSet<string> outcomes, HashSet<string> seen)
    {
        var tokens = state.Elements.FirstOrDefault()?.Tokens?.Flows.SelectMany(flow => Enumerable.Repeat(flow.Flow, flow.Tokens)) ?? [];
        var key = Marking.Key(tokens, state.Tasks.Select(task => task.Element), done, Values(state));
        if (!seen.Add(key))
            return;
        if (state.Tasks.Count == 0 || done.Count == MostTasks)
        {
            outcomes.Add(key);
            return;
        }
        var snapshot = StateJson.Write(state);
        foreach (var element in state.Tasks.Select(task => task.Element).Distinct().ToList())
        {
            var next = StateJson.Read(snapshot);
            Decide(world, next, new CompleteTask(next.Tasks.First(task => task.Element == element).Id, FeelContext.Empty));
            Explore(world, next, [.. done, element], outcomes, seen);
        }
    }

    private static int Values(InstanceState state) => Enumerable.Range(0, 3).Sum(i => state.Variables!.TryGet($"v{i}", out var value) && value is FeelBoolean { Value: true } ? 1 << i : 0);

    private static void Decide(World world, InstanceState state, Command command) =>
        Decider.Decide(world, state, command, new CommandContext(Running.Noon, Actor.System)).Rejection.ShouldBeNull();
}
