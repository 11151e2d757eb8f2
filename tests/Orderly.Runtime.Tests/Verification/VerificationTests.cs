using Orderly.Journal.Changes;
using Orderly.Journal.Write;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Verification;

public sealed class VerificationTests
{
    [Fact]
    public async Task A_store_as_the_runtime_wrote_it_holds()
    {
        await using var hospital = Hospital.Open();
        Work(hospital);

        var report = Verify(hospital);

        report.Differences.ShouldBeEmpty();
        report.Chains.Faults.ShouldBeEmpty();
        report.Instances.ShouldBe(5);
        report.Rows.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task A_task_row_that_the_journal_does_not_tell_of_is_named()
    {
        await using var hospital = Hospital.Open();
        var tasks = Work(hospital);
        var row = hospital.Complete(hospital.Disk.Read.Work.Task(tasks[0]).AsTask())!;
        var writer = new BatchWriter(hospital.Disk, hospital.Complete(hospital.Disk.Join("vandal").AsTask()), new WriterLimits(), hospital.Time, TaskScheduler.Default);
        await writer.Write(new Append { Changes = [new UpsertTask(row with { Owner = "someone" })] });

        var report = Verify(hospital);

        report.Differences.ShouldHaveSingleItem().Row.ShouldBe(row.Id);
        report.Holds.ShouldBeFalse();
    }

    private static Guid[] Work(Hospital hospital)
    {
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask(), Models.OneTimer(), Models.OneMessage(), Models.OneJob());
        hospital.Start(node, "one-timer");
        hospital.Start(node, "one-message", """{"encounter":"E1"}""");
        hospital.Start(node, "one-job");
        var tasks = new[] { hospital.Tasks(hospital.Start(node, "one-task")).Single().Id, hospital.Tasks(hospital.Start(node, "one-task")).Single().Id };
        hospital.ClaimTask(node, tasks[1]).ShouldBeOfType<Reply.Accepted>();
        hospital.CompleteTask(node, tasks[1]).ShouldBeOfType<Reply.Accepted>();
        node.Kill();
        return tasks;
    }

    internal static Runtime.Verification.VerifyReport Verify(Hospital hospital) =>
        hospital.Complete(new Runtime.Verification.Verification(hospital.Disk, new SealedMode()).RunAsync());
}
