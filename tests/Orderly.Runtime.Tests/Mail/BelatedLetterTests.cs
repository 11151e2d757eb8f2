using Orderly.Engine.Feel;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Mail;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Mail;

/// <summary>
/// A letter may be on its way while what it is for comes to an end. Opened by itself it leads to no entry, and must leave the store
/// all the same: one that did not was looked at each second for good.
/// </summary>
public sealed class BelatedLetterTests
{
    private static readonly Guid Message = new("0197a000-0000-7000-8000-000000000001");

    [Fact]
    public async Task A_letter_to_an_instance_that_has_ended_leaves_the_store()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneMessage());
        var instance = hospital.Start(node, "one-message", """{"encounter":"E1"}""");
        hospital.Publish(node, "arrived", "E1", TimeSpan.FromMinutes(5));
        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(6));
        var seq = hospital.Head(instance)!.Seq;

        Post(hospital, node, instance);

        hospital.Until(() => Mail(hospital, instance).Count == 0, TimeSpan.FromSeconds(20));
        hospital.Head(instance)!.Seq.ShouldBe(seq, "nothing happened to it");
        hospital.Status(instance).ShouldBe(StatusCode.Completed);
    }

    [Fact]
    public async Task A_letter_for_a_wait_that_is_over_leaves_the_store_and_the_instance_goes_on()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask());
        var instance = hospital.Start(node, "one-task");

        Post(hospital, node, instance);

        hospital.Until(() => Mail(hospital, instance).Count == 0, TimeSpan.FromSeconds(20));
        var task = hospital.Tasks(instance).ShouldHaveSingleItem().Id;
        hospital.ClaimTask(node, task).ShouldBeOfType<Reply.Accepted>();
        hospital.CompleteTask(node, task).ShouldBeOfType<Reply.Accepted>();
    }

    /// <summary>As the matcher does it, on behalf of a subscription that is closed by now.</summary>
    private static void Post(Hospital hospital, SimulatedNode node, Guid instance)
    {
        var matcher = new BatchWriter(
            hospital.Disk, hospital.Complete(hospital.Disk.Join("matcher").AsTask()), new WriterLimits(), hospital.Time.Of(node.Scheduler), node.Scheduler);
        var letter = new Letter.Deliver(Message, "one-message", Guid.CreateVersion7(), FeelContext.Empty);
        hospital.Complete(node.Run(() => matcher.Write(new Append { Changes = [new AddMail(new MailRow(instance, Message, 0, 0, letter.ToBytes()))] })))
            .ShouldBeOfType<Committed>();
        Mail(hospital, instance).ShouldHaveSingleItem();
    }

    private static IReadOnlyList<MailRow> Mail(Hospital hospital, Guid instance) => hospital.Complete(hospital.Disk.Read.Lanes.MailTo(instance).AsTask());
}
