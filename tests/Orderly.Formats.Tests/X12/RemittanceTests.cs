using Orderly.Formats.X12.Claims;

namespace Orderly.Formats.Tests.X12;

public sealed class RemittanceTests
{
    [Fact]
    public void A_remittance_is_read_claim_by_claim()
    {
        var set = X12Sample.OnlySet(X12Sample.Payment());
        X12Sample.Errors(set).ShouldBeEmpty();
        var remittance = Remittance.Of(set).ShouldNotBeNull();
        (remittance.Paid, remittance.ProviderAdjustments, remittance.TraceNumber).ShouldBe((75m, 5m, "12345"));
        var claims = remittance.Claims.ToList();
        claims.Select(claim => (claim.ControlNumber, claim.Status, claim.Charged, claim.Paid)).ShouldBe([("A1", "1", 100m, 80m), ("A2", "4", 50m, 0m)]);
        var line = claims[0].Services.ShouldHaveSingleItem();
        (line.Procedure, line.Charged, line.Paid).ShouldBe(("99213", 100m, 80m));
        line.Remarks.ShouldBe(["N1"]);
        claims[1].Adjustments.ShouldBe([new ClaimAdjustment("CO", "197", 50m, null)]);
    }

    [Theory]
    [InlineData("BPR*I*75*", "BPR*I*75.01*", "BPR02", "0.01")]
    [InlineData("CLP*A1*1*100*80*", "CLP*A1*1*100.01*80*", "CLP04", "-0.01")]
    [InlineData("CAS*CO*45*20~", "CAS*CO*45*19.99~", "SVC03", "-0.01")]
    [InlineData("WO:A9*5~", "WO:A9*6~", "BPR02", "1.00")]
    public void A_remittance_out_of_balance_is_refused_with_the_difference(string old, string with, string rule, string difference)
    {
        var set = X12Sample.OnlySet(X12Sample.Replace(X12Sample.Payment(), old, with));
        set.IsAccepted.ShouldBeFalse();
        set.Errors.ShouldContain(error => error.Text.Contains(rule) && error.Text.EndsWith($"a difference of {difference}."));
    }
}
