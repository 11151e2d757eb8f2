using Orderly.Formats.X12.Claims;

namespace Orderly.Formats.Tests.X12;

/// <summary>Invented sets of each kind that are right, and are read without an error.</summary>
public sealed class TransactionTests
{
    private const string Members = "HL*3*2*22*1~\nNM1*IL*1*OKAFOR*LENA****MI*M1~\nHL*4*3*EV*1~\n";

    private const string Response = "BHT*0007*11*R1*20260601*0900~\nHL*1**20*1~\nNM1*X3*2*HARBOR HEALTH*****PI*H1~\nHL*2*1*21*1~\nNM1*1P*2*HARBOR HOSPITAL*****XX*1234567893~\n" + Members;

    [Theory]
    [InlineData("270", "HS", "005010X279A1", "BHT*0022*13*R1*20260601*0900~\nHL*1**20*1~\nNM1*PR*2*HARBOR HEALTH*****PI*H1~\nHL*2*1*21*1~\nNM1*1P*2*HARBOR HOSPITAL*****XX*1234567893~\nHL*3*2*22*0~\nTRN*1*T1*9123456789~\nNM1*IL*1*OKAFOR*LENA****MI*M1~\nDMG*D8*19510322~\nEQ*30^1~")]
    [InlineData("271", "HB", "005010X279A1", "BHT*0022*11*R1*20260601*0900~\nHL*1**20*1~\nNM1*PR*2*HARBOR HEALTH*****PI*H1~\nHL*2*1*21*1~\nNM1*1P*2*HARBOR HOSPITAL*****XX*1234567893~\nHL*3*2*22*0~\nNM1*IL*1*OKAFOR*LENA****MI*M1~\nEB*1**30^1~\nLS*2120~\nNM1*P3*1*FERRO*LUCA~\nLE*2120~")]
    [InlineData("276", "HR", "005010X212", "BHT*0010*13*R1*20260601*0900~\nHL*1**20*1~\nNM1*PR*2*HARBOR HEALTH*****PI*H1~\nHL*2*1*21*1~\nNM1*41*2*HARBOR HOSPITAL*****46*S1~\nHL*3*2*19*1~\nNM1*1P*2*HARBOR HOSPITAL*****XX*1234567893~\nHL*4*3*22*0~\nDMG*D8*19510322*F~\nNM1*IL*1*OKAFOR*LENA****MI*M1~\nTRN*1*A1~\nAMT*T3*100~")]
    [InlineData("275", "PI", "005010X210", "BGN*02*R1*20260601~\nNM1*PR*2*HARBOR HEALTH*****PI*H1~\nNM1*41*2*HARBOR HOSPITAL*****46*S1~\nNM1*1P*2*HARBOR HOSPITAL*****XX*1234567893~\nNM1*QC*1*OKAFOR*LENA~\nLX*1~\nTRN*1*A1~\nDTP*472*D8*20260501~\nDTP*368*D8*20260601~\nCAT*AE*TX~\nEFI*05~\nBDS*ASC*5*HELLO~")]
    [InlineData("278", "HI", "005010X217", "BHT*0007*13*R1*20260601*0900~\nHL*1**20*1~\nNM1*X3*2*HARBOR HEALTH*****PI*H1~\nHL*2*1*21*1~\nNM1*1P*2*HARBOR HOSPITAL*****XX*1234567893~\n" + Members + "UM*HS*I*1~")]
    [InlineData("278", "HI", "005010X217", Response + "TRN*2*T1*9123456789~\nUM*HS*I*1~\nHCR*A4~")]
    public void A_right_set_is_read_without_an_error(string id, string group, string convention, string body) =>
        X12Sample.Errors(X12Sample.OnlySet(X12Sample.Set(id, group, convention, body))).ShouldBeEmpty();

    [Theory]
    [InlineData("HCR*A4~", false, true, null)]
    [InlineData("HCR*A1*AUTH77~", true, false, "AUTH77")]
    public void A_review_says_what_was_decided(string decision, bool isCertified, bool isPended, string? number)
    {
        var review = AuthorizationReview.In(X12Sample.OnlySet(X12Sample.Set("278", "HI", "005010X217", Response + "TRN*2*T1*9123456789~\nUM*HS*I*1~\n" + decision))).ShouldHaveSingleItem();
        (review.IsCertified, review.IsPended, review.AuthorizationNumber, review.Request).ShouldBe((isCertified, isPended, number, "HS"));
        review.Traces.ShouldBe(["T1"]);
    }

    [Fact]
    public void A_review_that_could_not_be_made_says_why() =>
        AuthorizationReview.In(X12Sample.OnlySet(X12Sample.Set("278", "HI", "005010X217", Response + "AAA*N**33*C~\nUM*HS*I*1~"))).ShouldHaveSingleItem().Rejections.ShouldBe(["33"]);
}
