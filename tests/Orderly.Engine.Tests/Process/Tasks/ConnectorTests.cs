using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Tasks;

public sealed class ConnectorTests
{
    private static Running Start() => Running.Start(
        Model.Process("p").Start().Connector("post", "<orderly:connector name=\"erp\" operation=\"PostCost\" input=\"={amount: cost}\" orderKey=\"=visit\" usefulFor=\"P7D\" inverse=\"ReverseCost\" resultVariable=\"document\"/>").End(),
        ("cost", FeelValue.Of(12)), ("visit", FeelValue.Of("V1")));

    [Fact]
    public void Calls_with_input_order_key_usefulness_and_inverse()
    {
        var call = Start().Last.Effects.OfType<CallConnector>().ShouldHaveSingleItem();
        (call.Connector, call.Operation, call.OrderKey, call.Inverse).ShouldBe(("erp", "PostCost", "V1", "ReverseCost"));
        call.Input.ToString().ShouldBe("{amount: 12}");
        call.UsefulUntil.ShouldBe(Running.Noon.AddDays(7));
    }

    [Fact]
    public void The_answer_goes_to_the_result_variable()
    {
        var run = Start();
        run.Accept(new EffectSucceeded(run.State.Calls.Single().Id, Running.Context(("id", FeelValue.Of("D1")))));
        run.Variable("document").ToString().ShouldBe("{id: \"D1\"}");
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_failed_call_is_an_incident_and_resolving_calls_again()
    {
        var run = Start();
        var call = run.State.Calls.Single().Id;
        run.Accept(new EffectFailed(call, "rejected", "unknown cost centre"));
        run.Incident().Kind.ShouldBe(IncidentKind.EffectFailed);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.State.Calls.ShouldHaveSingleItem().Id.ShouldNotBe(call);
    }

    [Fact]
    public void An_unknown_outcome_waits_for_a_person_who_may_say_that_it_happened()
    {
        var run = Start();
        var call = run.State.Calls.Single().Id;
        run.Accept(new EffectOutcomeUnknown(call, "timed out after sending"));
        run.Incident().Kind.ShouldBe(IncidentKind.EffectOutcomeUnknown);
        run.Accept(new EffectSucceeded(call, FeelContext.Empty));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Events.OfType<IncidentResolved>().ShouldHaveSingleItem().Withdrawn.ShouldBeTrue();
    }
}
