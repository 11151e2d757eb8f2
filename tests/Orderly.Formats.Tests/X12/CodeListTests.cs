using Orderly.Formats.X12.CodeLists;

namespace Orderly.Formats.Tests.X12;

public sealed class CodeListTests
{
    [Fact]
    public void A_code_has_the_category_of_the_day_asked_for()
    {
        var list = CodeList.Import(new StringReader("code,from,to,category\nX1,2026-01-01,2026-03-31,AUTH\nX1,2026-04-01,,CODING\n"));
        list.On("X1", new DateOnly(2025, 12, 31)).ShouldBeNull();
        list.On("X1", new DateOnly(2026, 3, 31)).ShouldNotBeNull().Category.ShouldBe("AUTH");
        list.On("X1", new DateOnly(2026, 4, 1)).ShouldNotBeNull().Category.ShouldBe("CODING");
        list.On("X2", new DateOnly(2026, 4, 1)).ShouldBeNull();
    }

    [Theory]
    [InlineData("code;from\n", "line 1")]
    [InlineData("code,from,to,category\nX1,2026-01-01,AUTH\n", "line 2")]
    [InlineData("code,from,to,category\nX1,01/01/2026,,AUTH\n", "line 2")]
    [InlineData("code,from,to,category\nX1,2026-02-01,2026-01-01,AUTH\n", "line 2")]
    [InlineData("code,from,to,category\nX1,2026-01-01,,AUTH\nX1,2026-04-01,,CODING\n", "overlap")]
    public void A_list_that_cannot_be_told_is_refused_with_the_place(string text, string place) =>
        Should.Throw<FormatException>(() => CodeList.Import(new StringReader(text))).Message.ShouldContain(place);
}
