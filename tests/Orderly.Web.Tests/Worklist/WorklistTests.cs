using System.Net;
using Orderly.Engine.Work;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Worklist;

public sealed class WorklistTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Discharge_order_stands_on_the_list_of_the_role_it_is_for()
    {
        await host.TaskOf(await host.Discharge("V-W1", family: "Brandt", given: "Tomas"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");
        using var nurse = await host.SignedIn("j-whitfield");

        var list = await pharmacist.Get("/worklist");

        list.Status.ShouldBe(HttpStatusCode.OK);
        list.Words.ShouldContain("Pharmacist worklist");
        list.Words.ShouldContain("Brandt, Tomas");
        list.Words.ShouldContain("512-A");
        list.Words.ShouldContain("Med reconciliation");
        list.Words.ShouldContain("High-risk drug; order");
        list.Words.ShouldContain("No one yet");
        list.Words.ShouldNotContain("RN readiness");
        (await nurse.Get("/worklist")).Words.ShouldContain("RN readiness");
    }

    [Fact]
    public async Task Refused_hold_comes_back_with_the_reason_that_was_chosen()
    {
        var task = await host.TaskOf(await host.Discharge("V-W20"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");
        var address = $"/worklist?task={task.Id}";
        await pharmacist.Post(address, ("do", $"claim {task.Id} {task.Version}"));

        var refused = await pharmacist.Post(address, ("do", "hold"), ("version", $"{task.Version + 1}"), ("reason", "WAIT_UPSTREAM"), ("waits-for", ""), ("until", "25:77"));

        refused.Words.ShouldContain("Expected whom you wait for");
        refused.Html.ShouldContain("<option value=\"WAIT_UPSTREAM\" selected");
        refused.Html.ShouldContain("value=\"25:77\"");
    }

    [Fact]
    public async Task Nurse_of_another_unit_sees_nothing_of_the_patient()
    {
        await host.TaskOf(await host.Discharge("V-W2", unit: "5W", family: "Sorensen", given: "Ida"), "RN readiness");
        using var elsewhere = await host.SignedIn("k-abiola");

        (await elsewhere.Get("/worklist")).Words.ShouldNotContain("Sorensen");
    }

    [Fact]
    public async Task Claim_start_and_complete_with_the_form_moves_the_case_on()
    {
        var instance = await host.Discharge("V-W3", family: "Mbeki", given: "Thandi");
        var task = await host.TaskOf(instance, "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");
        var address = $"/worklist?task={task.Id}";

        var claimed = await pharmacist.Post(address, ("do", $"claim {task.Id} {task.Version}"));
        claimed.Words.ShouldContain("Claimed. It is yours.");
        claimed.Words.ShouldContain("Claimed, you since");
        var started = await pharmacist.Post(address, ("do", $"start {task.Id} {task.Version + 1}"));
        started.Words.ShouldContain("In progress, you since");

        var refused = await pharmacist.Post(address, ("do", "complete"), ("version", $"{task.Version + 2}"), ("form.meds", "44"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words.ShouldContain("Expected 20 or less, but got 44");
        refused.Words.ShouldContain("Expected an answer, but it is empty");
        refused.Html.ShouldContain("value=\"44\"");

        var done = await pharmacist.Post(address, ("do", "complete"), ("version", $"{task.Version + 2}"), ("form.meds", "9"), ("form.reconciliation", "same"), ("form.recorded", "true"));
        done.Status.ShouldBe(HttpStatusCode.OK);
        done.Words.ShouldContain("Completed. Whoever waited for it can go on.");
        ((TaskState)(await host.Store.Read.Work.Task(task.Id))!.State).ShouldBe(TaskState.Completed);
    }

    [Fact]
    public async Task Hold_needs_a_reason_and_stops_the_clock_until_it_is_resumed()
    {
        var task = await host.TaskOf(await host.Discharge("V-W4"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("m-osei");
        var address = $"/worklist?task={task.Id}";
        await pharmacist.Post(address, ("do", $"claim {task.Id} {task.Version}"));

        var bare = await pharmacist.Post(address, ("do", "hold"), ("version", $"{task.Version + 1}"), ("until", "23:59"));
        bare.Words.ShouldContain("Expected a reason, but none is chosen");
        var held = await pharmacist.Post(address, ("do", "hold"), ("version", $"{task.Version + 1}"), ("reason", "ORDER_INCOMPLETE"), ("until", InMinutes(20)));
        held.Words.ShouldContain("On hold. The clock stands still");
        held.Words.ShouldContain("Clock stopped");
        held.Words.ShouldContain("Order incomplete");

        var row = (await host.Store.Read.Work.Task(task.Id))!;
        (await pharmacist.Post(address, ("do", $"resume {row.Id} {row.Version}"))).Words.ShouldContain("Resumed. The clock runs again.");
    }

    [Fact]
    public async Task Claim_on_an_old_version_says_that_someone_was_quicker()
    {
        var task = await host.TaskOf(await host.Discharge("V-W5"), "Med reconciliation");
        using var first = await host.SignedIn("p-nair");
        using var second = await host.SignedIn("m-osei");
        await first.Post("/worklist", ("do", $"claim {task.Id} {task.Version}"));

        var late = await second.Post("/worklist", ("do", $"claim {task.Id} {task.Version}"));

        late.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        late.Words.ShouldContain("Not done. Priya Nair was quicker and has this task");
        (await host.Store.Read.Work.Task(task.Id))!.Owner.ShouldBe("p-nair");
    }

    [Fact]
    public async Task Claim_from_outside_the_role_is_denied_by_the_server_whatever_the_page_showed()
    {
        var task = await host.TaskOf(await host.Discharge("V-W6"), "Med reconciliation");
        using var nurse = await host.SignedIn("j-whitfield");

        var denied = await nurse.Post("/worklist", ("do", $"claim {task.Id} {task.Version}"));

        denied.Words.ShouldContain("Not done. Expected a role that works 'pharmacist'");
        (await host.Store.Read.Work.Task(task.Id))!.Owner.ShouldBeNull();
        (await nurse.Get($"/worklist?task={task.Id}")).Words.ShouldContain("No task is open");
    }

    [Fact]
    public async Task Next_best_takes_a_task_that_no_one_has_and_opens_it()
    {
        await host.TaskOf(await host.Discharge("V-W7"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("m-osei");

        var taken = await pharmacist.Post("/worklist", ("do", "next"));

        taken.Path.ShouldContain("task=");
        taken.Words.ShouldContain("Claimed, you since");
    }

    [Fact]
    public async Task Filter_and_tab_are_the_address_and_narrow_the_list()
    {
        await host.TaskOf(await host.Discharge("V-W8", family: "Delacroix", given: "Paul", mrn: "HP-8"), "Med reconciliation");
        await host.TaskOf(await host.Discharge("V-W9", family: "Weiss", given: "Jonah", mrn: "HP-9"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");

        var found = await pharmacist.Get("/worklist?q=delacroix");

        found.Words.ShouldContain("Delacroix, Paul");
        found.Words.ShouldNotContain("Weiss, Jonah");
        (await pharmacist.Get("/worklist?q=nobody-of-that-name")).Words.ShouldContain("Nothing matches");
    }

    [Fact]
    public async Task Every_patient_shown_is_on_record_before_the_page_leaves_and_the_same_look_is_recorded_once()
    {
        var task = await host.TaskOf(await host.Discharge("V-W10", family: "Haddad", given: "Yusuf", mrn: "HP-10"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");

        await pharmacist.Get("/worklist");
        await pharmacist.Get("/worklist");
        await pharmacist.Get($"/worklist?task={task.Id}");

        var looks = await host.Store.Read.Records.AccessOf([task.Patient!.Value], 50);
        looks.Where(look => look.Actor == "p-nair" && look.View == "worklist").Count().ShouldBe(1);
        looks.Where(look => look.Actor == "p-nair" && look.View == "task").Count().ShouldBe(1);
    }

    [Fact]
    public async Task Selected_task_shows_two_identifiers_why_it_is_here_and_its_form()
    {
        var task = await host.TaskOf(await host.Discharge("V-W11", family: "Okafor", given: "Lena", mrn: "HP-0048213"), "Med reconciliation");
        using var pharmacist = await host.SignedIn("p-nair");

        var open = await pharmacist.Get($"/worklist?task={task.Id}");

        open.Words.ShouldContain("22 Mar 1951");
        open.Words.ShouldContain("HP-0048213");
        open.Words.ShouldContain("5 West, 512-A");
        open.Words.ShouldContain("The list at home and the list here agree.");
        open.Words.ShouldContain("Claim it first: then it is yours to record.");
        open.Words.ShouldContain("Post the cost");
        open.Html.ShouldContain($"href=\"/cases/{task.Focus}\"");
    }

    private static string InMinutes(int minutes) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow.AddMinutes(minutes), TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
