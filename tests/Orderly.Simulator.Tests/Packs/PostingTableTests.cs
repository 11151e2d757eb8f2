using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Simulator.Erp;

namespace Orderly.Simulator.Tests.Packs;

public sealed class PostingTableTests
{
    private static readonly DmnModel Model = DischargePack.Decisions("posting.dmn");

    [Theory]
    [InlineData("Home", false, false, new[] { 1 })]
    [InlineData("Home", true, true, new[] { 1, 2, 3 })]
    [InlineData("SkilledNursing", null, true, new[] { 1 })]
    [InlineData("Expired", false, false, new int[0])]
    public void Supplies_follow_from_how_the_patient_leaves(string disposition, bool? line, bool? oxygen, int[] rows)
    {
        Supplies(disposition, line, oxygen).Rows().ShouldBe(rows);
    }

    [Fact]
    public void Every_supply_is_an_item_of_the_erp_in_the_shape_of_a_goods_line()
    {
        foreach (var line in ((FeelList)Supplies("Home", true, true).Value).Items.Cast<FeelContext>())
        {
            line.Names.ShouldBe(["item", "quantity", "unitOfMeasure"]);
            ItemMaster.UnitCostOf(((FeelString)line["item"]).Value).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Every_unit_of_the_organisation_has_one_row_of_its_own_and_an_unknown_one_the_general()
    {
        var units = DischargePack.Yaml("organisation.yaml").Items("units").Select(u => u.Text("code")).ToArray();

        units.Select(u => Posting(u).Rows().Single()).ShouldBeUnique();
        Posting("9Z").Rows().ShouldBe([units.Length + 1]);
        ((FeelContext)Posting("5W").Value)["costCentre"].ShouldBe(FeelValue.Of("5W-4410"));
        ((FeelContext)Posting("5W").Value)["currency"].ShouldBe(FeelValue.Of(ItemMaster.Currency));
    }

    private static DmnOutcome Supplies(string disposition, bool? line, bool? oxygen) =>
        Model.Decide("discharge-supplies", ("disposition", disposition), ("linePresent", line), ("oxygen", oxygen));

    private static DmnOutcome Posting(string unit) => Model.Decide("discharge-posting", ("unit", unit));
}
