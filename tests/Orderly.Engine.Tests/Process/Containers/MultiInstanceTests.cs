using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class MultiInstanceTests
{
    private const string Results = "outputCollection=\"results\" outputElement=\"=result\"";

    private static FeelValue Numbers(int count) => FeelValue.Of(Enumerable.Range(1, count).Select(n => FeelValue.Of(n)));

    [Fact]
    public void Offers_one_task_for_each_item_and_collects_in_the_order_of_the_items()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("check", inner: Model.Loop("=items", output: Results)).End(), ("items", Numbers(3)));
        run.State.Tasks.Count.ShouldBe(3);
        foreach (var (number, task) in run.State.Tasks.Select((task, index) => (index + 1, task)).Reverse().ToList())
            run.Accept(new Engine.Work.CompleteTask(task.Id, Running.Context(("result", FeelValue.Of(number * 10)))));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Variable("results").ToString().ShouldBe("[10, 20, 30]");
        run.Variable("result").ShouldBe(FeelValue.Null);
    }

    [Fact]
    public void A_sequential_one_offers_the_next_task_when_the_one_before_is_done()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("check", inner: Model.Loop("=items", sequential: true)).End(), ("items", Numbers(2)));
        run.State.Tasks.Count.ShouldBe(1);
        run.Complete("check").State.Tasks.Count.ShouldBe(1);
        run.Complete("check").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void No_items_complete_at_once_with_an_empty_result()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("check", inner: Model.Loop("=[]", output: Results)).End());
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Variable("results").ToString().ShouldBe("[]");
    }

    [Fact]
    public void A_completion_condition_cancels_the_rest()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("check", inner: Model.Loop("=items", completion: "=found = true")).End(), ("items", Numbers(3)), ("found", FeelValue.Of(false)));
        run.Complete("check").State.Tasks.Count.ShouldBe(2);
        run.Complete("check", ("found", FeelValue.Of(true))).State.Status.ShouldBe(InstanceStatus.Completed);
        run.Events.OfType<Engine.Work.TaskCancelled>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_completion_condition_that_fails_is_the_bodys_incident_and_can_be_mended()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("check", inner: Model.Loop("=items", completion: "=enough")).End(), ("items", Numbers(2)));
        run.Complete("check").Incident().Kind.ShouldBe(IncidentKind.Expression);
        run.Accept(new ResolveIncident(run.Incident().Id, Running.Context(("enough", FeelValue.Of(true)))));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_cardinality_says_how_often()
    {
        var cardinality = "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>n + 1</bpmn:loopCardinality><bpmn:completionCondition>numberOfCompletedInstances / numberOfInstances >= 0.5</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>";
        var run = Running.Start(Model.Process("p").Start().UserTask("check", inner: cardinality).End(), ("n", FeelValue.Of(3)));
        run.State.Tasks.Count.ShouldBe(4);
        run.Complete("check").Complete("check").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_boundary_event_stands_on_the_whole_not_on_one_repetition()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("check", inner: Model.Loop("=items")).End().Boundary("late", "check", Model.Duration("PT1H")).UserTask("b").End("e2"), ("items", Numbers(3)));
        run.State.Timers.Count.ShouldBe(1);
        run.Fire("late").State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("b");
    }

    [Fact]
    public void Subprocesses_repeat_with_their_own_item()
    {
        var run = Running.Start(
            Model.Process("p").Start().SubProcess("sub", sub => sub.Start("s").Script("double", "=item * 2", "result").End("e1"), Model.Loop("=items", output: Results)).End(), ("items", Numbers(4)));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Variable("results").ToString().ShouldBe("[2, 4, 6, 8]");
    }

    [Fact]
    public void Ten_thousand_script_repetitions_yield_within_the_budget_and_finish_in_linear_steps()
    {
        var model = Model.Process("p").Start().Script("double", "=item * 2", "result", inner: Model.Loop("=items", output: Results)).End();
        var (world, state, decisions) = (Running.WorldOf(model), new InstanceState(new(Guid.Parse("01960000-0000-7000-8000-000000000001"))), 0);
        Command command = new StartInstance("p", null, 1, null, Running.Context(("items", Numbers(10_000))));
        do
        {
            var decision = Decider.Decide(world, state, command, new CommandContext(Running.Noon, Actor.System) { StepBudget = 5_000 });
            decision.Rejection.ShouldBeNull();
            decision.Events.Count.ShouldBeLessThan(15_000);
            (command, decisions) = (new Continue(), decisions + 1);
        }
        while (state.HasYielded);
        state.Status.ShouldBe(InstanceStatus.Completed);
        decisions.ShouldBeInRange(6, 9);
        state.Variables!.TryGet("results", out var results).ShouldBeTrue();
        ((FeelList)results)[9_999].ShouldBe(FeelValue.Of(20_000));
    }

    [Fact]
    public void A_hundred_thousand_items_are_made_by_feel()
    {
        const string Items = "=for x in 1..100000 return {id: x, name: \"bed \" + string(x)}";
        var run = Running.Start(Model.Process("p").Start().UserTask("check", inner: Model.Loop(Items, sequential: true)).End());
        run.State.Elements.Single(element => element.IsBody).Repetition!.Items.Count.ShouldBe(100_000);
        run.State.Tasks.ShouldHaveSingleItem();
    }
}
