using System.Net;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Beds;

public sealed class BedsPageTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Beds_of_a_unit_show_who_is_in_them_when_they_leave_and_what_the_case_waits_for()
    {
        await host.TaskOf(await host.Discharge("V-D1", family: "Abara", given: "Chidi"), "RN readiness");
        using var nurse = await host.SignedIn("j-whitfield");

        var page = await nurse.Get("/beds");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Words.ShouldContain("Beds, 5 West");
        page.Words.ShouldContain("3 beds · 1 occupied");
        page.Words.ShouldContain("512-A O Occupied");
        page.Words.ShouldContain("Abara, Chidi");
        page.Words.ShouldContain("Waits for");
        page.Words.ShouldContain("513-A ? No word yet");
        page.Words.ShouldNotContain("601-A");
        (await nurse.Get("/beds?unit=5W&show=leaving")).Words.ShouldNotContain("513-A");
        (await nurse.Get("/beds?unit=6W")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Role_that_needs_no_name_sees_the_beds_without_names()
    {
        await host.TaskOf(await host.Discharge("V-D2", unit: "6W", family: "Lindqvist", given: "Olle", mrn: "HP-D2"), "RN readiness");
        using var dispatcher = await host.SignedIn("r-singh");

        var page = await dispatcher.Get("/beds?unit=6W");

        page.Words.ShouldContain("Name masked");
        page.Html.ShouldNotContain("Lindqvist");
    }

    [Fact]
    public async Task Roles_that_do_not_work_at_beds_have_no_board_of_them()
    {
        using var biller = await host.SignedIn("s-varga");

        (await biller.Get("/beds")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
