using Orderly.Canonical.PatientFlow;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;

namespace Orderly.Simulator.Tests.Packs;

public sealed class TransportTableTests
{
    private static readonly DmnModel Model = DischargePack.Decisions("transport.dmn");
    private static readonly string?[] Dispositions = [null, .. Enum.GetNames<Disposition>()];
    private static readonly string?[] Mobilities = [null, "walks", "wheelchair", "stretcher"];
    private static readonly bool?[] Flags = [null, false, true];

    [Fact]
    public void Every_combination_of_known_and_unknown_facts_gets_the_row_that_the_domain_names()
    {
        var reached = new HashSet<int>();
        foreach (var (disposition, mobility, oxygen, monitor, bariatric) in Combinations())
        {
            var rows = Decide(disposition, mobility, oxygen, monitor, bariatric).Rows();

            rows.Length.ShouldBeGreaterThan(0, "the last row always matches");
            rows[0].ShouldBe(Expected(disposition, mobility, oxygen, monitor, bariatric), $"{disposition}, {mobility}, oxygen {oxygen}, monitor {monitor}, bariatric {bariatric}");
            reached.Add(rows[0]);
        }
        reached.Order().ShouldBe(Enumerable.Range(1, 11));
    }

    [Theory]
    [InlineData("Expired", "walks", false, false, false, "morgue-release", null)]
    [InlineData("Psychiatric", "walks", false, false, false, "secure", 120)]
    [InlineData("Home", "stretcher", true, true, true, "bariatric-als", 240)]
    [InlineData("Home", "stretcher", true, false, true, "bariatric", 240)]
    [InlineData("SkilledNursing", "stretcher", true, true, false, "als", 180)]
    [InlineData("SkilledNursing", "stretcher", true, false, false, "bls", 120)]
    [InlineData("Home", "walks", true, false, false, "wheelchair-van-oxygen", 90)]
    [InlineData("HomeHealth", "wheelchair", false, false, false, "wheelchair-van", 60)]
    [InlineData("Home", "walks", false, false, false, "escort", 15)]
    [InlineData("InpatientRehabilitation", "walks", false, false, false, "wheelchair-van-or-car", 60)]
    [InlineData("Hospice", "walks", false, false, false, "dispatcher", 60)]
    public void Row_gives_its_mode_and_lead_time(string disposition, string mobility, bool oxygen, bool monitor, bool bariatric, string mode, int? lead)
    {
        var answer = (FeelContext)Decide(disposition, mobility, oxygen, monitor, bariatric).Value;

        answer["mode"].ShouldBe(FeelValue.Of(mode));
        answer["leadMinutes"].ShouldBe(lead is { } minutes ? FeelValue.Of((long)minutes) : FeelValue.Null);
    }

    [Fact]
    public void Isolation_adds_its_precaution_to_whichever_mode()
    {
        foreach (var disposition in Dispositions)
            ((FeelContext)Decide(disposition, "walks", false, false, false, "Contact").Value)["precaution"].ShouldBe(FeelValue.Of("Contact"));
    }

    [Fact]
    public void Secure_transport_names_the_equipment_of_the_rows_below()
    {
        Equipment("Psychiatric", "walks", false, true, false).ShouldBe("ALS/CCT");
        Equipment("LawEnforcement", "stretcher", false, false, false).ShouldBe("stretcher");
        Equipment("Psychiatric", "walks", true, false, true).ShouldBe("bariatric unit");
        ((FeelContext)Decide("Psychiatric", "walks", false, false, false).Value)["security"].ShouldBe(FeelValue.Of(true));
    }

    [Fact]
    public void Dispatcher_is_told_what_is_not_known()
    {
        Equipment("Home", null, null, false, false).ShouldBe("not known: mobility; not known: oxygen");
    }

    private static string? Equipment(string? disposition, string? mobility, bool? oxygen, bool? monitor, bool? bariatric) =>
        (((FeelContext)Decide(disposition, mobility, oxygen, monitor, bariatric).Value)["equipment"] as FeelString)?.Value;

    private static DmnOutcome Decide(string? disposition, string? mobility, bool? oxygen, bool? monitor, bool? bariatric, string? isolation = null) =>
        Model.Decide("transport-mode",
            ("disposition", disposition),
            ("mobility", mobility),
            ("oxygen", oxygen),
            ("monitorOrVentilator", monitor),
            ("bariatric", bariatric),
            ("isolation", isolation));

    // The domain's table in words of its own, so that the two can disagree.
    private static int Expected(string? disposition, string? mobility, bool? oxygen, bool? monitor, bool? bariatric)
    {
        if (disposition == "Expired")
            return 1;
        if (disposition is "Psychiatric" or "LawEnforcement")
            return 2;
        if (bariatric == true)
            return monitor == true ? 3 : 4;
        if (monitor == true)
            return 5;
        if (mobility == "stretcher")
            return 6;
        if (mobility is null || monitor is null || oxygen is null)
            return 11;
        if (oxygen == true)
            return 7;
        if (disposition is "Home" or "HomeHealth")
            return mobility == "wheelchair" ? 8 : 9;
        return disposition is "SkilledNursing" or "InpatientRehabilitation" or "LongTermAcuteCare" or "OtherAcuteHospital" ? 10 : 11;
    }

    private static IEnumerable<(string? Disposition, string? Mobility, bool? Oxygen, bool? Monitor, bool? Bariatric)> Combinations() =>
        from disposition in Dispositions
        from mobility in Mobilities
        from oxygen in Flags
        from monitor in Flags
        from bariatric in Flags
        select (disposition, mobility, oxygen, monitor, bariatric);
}
