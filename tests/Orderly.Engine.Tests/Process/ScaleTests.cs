using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Process;

/// <summary>
/// Twice as much in an instance is twice the work. Work is counted in events and in bytes allocated while deciding, both the same in
/// every run; what a table that is walked for each item would add is far above what is let pass.
/// </summary>
public sealed class ScaleTests
{
    private const double MostGrowth = 2.4;

    [Fact]
    public void Items_of_a_multi_instance_cost_the_same_however_many_there_are() => Linear(1_000, items => Drain(Start(
        Model.Process("p").Start().Script("a", "=item * 2", "r", inner: Model.Loop("=for x in 1..n return x", output: "outputCollection=\"all\" outputElement=\"=r\"")).End(), ("n", FeelValue.Of(items)))));

    [Fact]
    public void Jobs_of_a_multi_instance_are_answered_at_the_same_cost_however_many_are_open() => Linear(1_000, items =>
    {
        var (world, state, events) = Drain(Start(Model.Process("p").Start().ServiceTask("a", extensions: Model.Io("input|=item|own"), inner: Model.Loop("=for x in 1..n return x")).End(), ("n", FeelValue.Of(items))));
        foreach (var job in state.Jobs.ToArray())
            events += Decide(world, state, new CompleteJob(job.Id, FeelContext.Empty));
        state.Status.ShouldBe(InstanceStatus.Completed);
        return (world, state, events);
    });

    [Fact]
    public void Parallel_tokens_cost_the_same_however_many_there_are() => Linear(1_000, tokens =>
    {
        var model = Model.Process("p").Start().Script("count", "=if i = null then 1 else i + 1", "i").Parallel("fork").ServiceTask("work", extensions: Model.Io("input|=1|own")).End("done")
            .From("fork").Exclusive("more").When("=i < n").To("count").From("more").As("enough").End();
        var (world, state, events) = Drain(Start(Default(model, "more", "enough"), ("n", FeelValue.Of(tokens)), ("i", FeelValue.Of(0))));
        state.Jobs.Count.ShouldBe(tokens);
        foreach (var job in state.Jobs.ToArray())
            events += Decide(world, state, new CompleteJob(job.Id, FeelContext.Empty));
        state.Status.ShouldBe(InstanceStatus.Completed);
        return (world, state, events);
    });

    [Fact]
    public void A_thousand_nested_scopes_are_entered_and_left_and_ended_from_outside()
    {
        var (world, state, _) = Drain(Start(Nested(1_000)));
        state.Elements.Count().ShouldBe(1_002);
        Decide(world, state, new CompleteTask(state.Tasks.Single().Id, FeelContext.Empty));
        state.Status.ShouldBe(InstanceStatus.Completed);

        (world, state, _) = Drain(Start(Nested(1_000)));
        Decide(world, state, new CancelInstance("enough"));
        state.Status.ShouldBe(InstanceStatus.Cancelled);
    }

    [Fact]
    public void A_megabyte_of_variables_is_not_written_again_with_each_step()
    {
        var model = Model.Process("p").Start().Script("a", "=item", "r", inner: Model.Loop("=for x in 1..500 return x")).End();
        var (world, state) = Start(model, ("big", FeelValue.Of(new string('x', 1 << 20))));
        var bytes = 0L;
        while (state.HasYielded)
        {
            var decision = Decider.Decide(world, state, new Continue(), new CommandContext(Running.Noon, Actor.System));
            bytes += EventJson.Write(decision.Events).Length;
        }
        state.Status.ShouldBe(InstanceStatus.Completed);
        bytes.ShouldBeLessThan(1 << 20);
    }

    private static void Linear(int size, Func<int, (World, InstanceState, int Events)> run)
    {
        run(size / 10);
        var (events, bytes) = Measured(size, run);
        var (twiceEvents, twiceBytes) = Measured(2 * size, run);
        ((double)twiceEvents / events).ShouldBeInRange(1.9, 2.1);
        ((double)twiceBytes / bytes).ShouldBeLessThan(MostGrowth, $"{bytes} bytes for {size}, {twiceBytes} for twice as many");
    }

    private static (int Events, long Bytes) Measured(int size, Func<int, (World, InstanceState, int Events)> run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var events = run(size).Events;
        return (events, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (World, InstanceState) Start(Model model, params (string, FeelValue)[] variables) => Start(Running.WorldOf(model), variables);

    private static (World, InstanceState) Start(World world, params (string, FeelValue)[] variables)
    {
        var state = new InstanceState(new InstanceId(Guid.Parse("01960000-0000-7000-8000-000000000001")));
        // One step at first, so that the rest is decided where it is counted.
        Decider.Decide(world, state, new StartInstance("p", null, 1, null, Running.Context(variables)), new CommandContext(Running.Noon, Actor.System) { StepBudget = 1 });
        return (world, state);
    }

    private static (World World, InstanceState State, int Events) Drain((World World, InstanceState State) begun)
    {
        var events = 0;
        while (begun.State.HasYielded)
            events += Decide(begun.World, begun.State, new Continue());
        return (begun.World, begun.State, events);
    }

    private static int Decide(World world, InstanceState state, Command command)
    {
        var decision = Decider.Decide(world, state, command, new CommandContext(Running.Noon, Actor.System));
        decision.Rejection.ShouldBeNull();
        return decision.Events.Count;
    }

    private static World Default(Model model, string gateway, string flow)
    {
        var read = Engine.Bpmn.BpmnReader.Read(model.ToXml().Replace($"<bpmn:exclusiveGateway id=\"{gateway}\" ", $"<bpmn:exclusiveGateway id=\"{gateway}\" default=\"{flow}\" ", StringComparison.Ordinal));
        read.Deployable.ShouldBeTrue(string.Join('\n', read.Issues));
        return World.Empty.Deploy(new DeploymentId(Guid.Parse("01960000-0000-7000-8000-0000000000d1")), read.Processes);
    }

    private static Model Nested(int depth)
    {
        Action<Model> inside = inner => inner.Start("in_0").UserTask("work").End("out_0");
        for (var level = 1; level < depth; level++)
        {
            var (before, at) = (inside, level);
            inside = inner => inner.Start($"in_{at}").SubProcess($"sub_{at}", before).End($"out_{at}");
        }
        return Model.Process("p").Start().SubProcess("outer", inside).End();
    }
}
