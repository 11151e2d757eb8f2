using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Correlation;

public sealed class MatcherTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_message_reaches_the_instance_that_waits_for_its_key()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage());
        var mine = hospital.Start(node, "one-message", """{"encounter":"E1"}""");
        var other = hospital.Start(node, "one-message", """{"encounter":"E2"}""");

        hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(5));

        hospital.Until(() => hospital.Status(mine) == StatusCode.Completed, Soon);
        hospital.Status(other).ShouldBe(StatusCode.Active);
    }

    [Fact]
    public async Task A_message_that_comes_first_is_kept_until_someone_waits()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage());
        hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(5));
        hospital.Pass(TimeSpan.FromMinutes(4));

        var instance = hospital.Start(node, "one-message", """{"encounter":"E1"}""");

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, Soon);
    }

    [Fact]
    public async Task A_message_whose_life_is_over_reaches_nobody()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage());
        hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(1));
        hospital.Pass(TimeSpan.FromMinutes(2));

        var instance = hospital.Start(node, "one-message", """{"encounter":"E1"}""");
        hospital.Pass(TimeSpan.FromMinutes(1));

        hospital.Status(instance).ShouldBe(StatusCode.Active);
    }

    /// <summary>A subscription that stays open does not show that its message came; the letter itself must be opened once.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public async Task A_message_that_starts_a_non_interrupting_event_subprocess_starts_it_once_however_often_the_mail_is_looked_for(int seed)
    {
        await using var hospital = Hospital.Open(seed);
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageBeside());
        var instance = hospital.Start(node, "message-beside", """{"encounter":"E1"}""");

        var looking = node.Run(() => Look(node, instance));
        hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(5));
        hospital.Complete(looking);
        hospital.Pass(TimeSpan.FromSeconds(10));

        hospital.Tasks(instance).Count.ShouldBe(2, "the instance's own task, and one beside it");
    }

    private static async Task<bool> Look(SimulatedNode node, Guid instance)
    {
        for (var look = 0; look < 2_000; look++)
        {
            node.Runtime.Local.Poke(instance);
            await Task.Yield();
        }
        return true;
    }

    [Fact]
    public async Task Of_two_instances_that_wait_for_one_key_only_one_gets_the_message()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage());
        var instances = new[] { hospital.Start(node, "one-message", """{"encounter":"E1"}"""), hospital.Start(node, "one-message", """{"encounter":"E1"}""") };

        hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(5));
        hospital.Pass(TimeSpan.FromMinutes(1));

        instances.Count(instance => hospital.Status(instance) == StatusCode.Completed).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_start_begins_one_instance_a_key_and_the_next_message_waits_its_turn()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageStart());
        hospital.Publish(node, "ordered", "E1", TimeSpan.FromHours(1));
        hospital.Publish(node, "ordered", "E1", TimeSpan.FromHours(1));
        hospital.Pass(TimeSpan.FromSeconds(30));

        var first = hospital.Instances("E1").ShouldHaveSingleItem();
        var task = hospital.Tasks(first.Id).Single().Id;
        hospital.ClaimTask(node, task).ShouldBeOfType<Reply.Accepted>();
        hospital.CompleteTask(node, task).ShouldBeOfType<Reply.Accepted>();

        hospital.Until(() => hospital.Instances("E1").Count == 2, Soon);
    }

    [Fact]
    public async Task Two_messages_of_one_key_that_a_process_begins_with_together_are_one_instance()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.Process("both", """
            <bpmn:startEvent id="start" parallelMultiple="true"><bpmn:messageEventDefinition messageRef="a" /><bpmn:messageEventDefinition messageRef="b" /></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="end" />
            <bpmn:endEvent id="end" />
            """, "<bpmn:message id=\"a\" name=\"ordered\" /><bpmn:message id=\"b\" name=\"bedded\" />"));

        hospital.Publish(node, "bedded", "E1", TimeSpan.FromHours(1));
        hospital.Publish(node, "bedded", "E2", TimeSpan.FromHours(1));
        hospital.Until(() => hospital.Instances("E1").Count == 1 && hospital.Instances("E2").Count == 1, Soon);
        hospital.Publish(node, "ordered", "E1", TimeSpan.FromHours(1));

        hospital.Until(() => hospital.Status(hospital.Instances("E1").Single().Id) == StatusCode.Completed, Soon);
        hospital.Pass(TimeSpan.FromSeconds(30));
        hospital.Status(hospital.Instances("E2").ShouldHaveSingleItem().Id).ShouldBe(StatusCode.Active);
        hospital.Instances("E1").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_message_id_is_published_once()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        var first = hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(5), "m-1").ShouldBeOfType<Reply.Accepted>();
        var again = hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(5), "m-1").ShouldBeOfType<Reply.Accepted>();

        again.Replayed.ShouldBeTrue();
        again.Instance.ShouldBe(first.Instance);
    }

    [Fact]
    public async Task A_message_published_just_before_the_node_dies_is_delivered_by_the_next()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage());
        var instance = hospital.Start(node, "one-message", """{"encounter":"E1"}""");
        hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(5));
        node.Kill();

        hospital.Node("b");

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(15));
    }
}
