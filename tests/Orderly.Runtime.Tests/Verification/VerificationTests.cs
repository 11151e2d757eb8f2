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

    [Theory]
    [InlineData("journal", "update journal set body = zeroblob(length(body)) where rowid = (select min(rowid) from journal where instance = $)")]
    [InlineData("effect", "update effect set body = zeroblob(length(body)) where instance = $")]
    public async Task A_sealed_body_that_was_changed_on_the_disk_is_named_and_the_rest_is_still_checked(string table, string change)
    {
        var place = Path.Combine(Path.GetTempPath(), $"orderly-verify-{Guid.NewGuid():N}.db");
        var options = new Journal.StoreOptions { Key = Stores.Key };
        await using (var store = await Journal.Store.OpenSqlite(place, options))
        await using (var node = await Runtime.Nodes.RuntimeNode.StartAsync(new Runtime.Nodes.NodeSettings(store)))
        {
            await node.Deployments.DeployAsync(Models.Bundle(Models.OneJob()), Caller.Operator("test"));
            var terms = new Terms(Caller.Operator("test"));
            var damaged = ((Reply.Accepted)await node.Submissions.StartAsync(new NewInstance("one-job", Models.Site), terms)).Instance;
            await node.Submissions.StartAsync(new NewInstance("one-job", Models.Site), terms);
            await node.StopAsync();
            change = change.Replace("$", $"x'{damaged:N}'", StringComparison.Ordinal);
        }
        Tamper(place, change);

        await using var opened = await Journal.Store.OpenSqlite(place, options);
        var report = await new Runtime.Verification.Verification(opened, new SealedMode()).RunAsync();

        report.Differences.ShouldHaveSingleItem().Table.ShouldBe(table);
        report.Instances.ShouldBeGreaterThanOrEqualTo(1);
    }

    private static void Tamper(string place, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={place};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery().ShouldBe(1);
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
