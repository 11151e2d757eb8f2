using Orderly.Engine.Feel;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Happened;

namespace Orderly.Web.Tests.Cases;

public sealed class DecisionInWordsTests
{
    [Theory]
    [InlineData("null", "nothing applies")]
    [InlineData("[]", "nothing applies")]
    [InlineData("true", "yes")]
    [InlineData("\"urgent\"", "urgent")]
    [InlineData("{mode: \"escort\", label: \"Escort to the lobby\", leadMinutes: 15}", "Escort to the lobby")]
    [InlineData("[{effect: \"block\", text: \"A critical result is pending\"}, {effect: \"task\", text: \"Orders are unsigned\"}]", "A critical result is pending · Orders are unsigned")]
    [InlineData("{costCentre: \"5W-4410\", amount: 12, note: null}", "costCentre 5W-4410, amount 12")]
    public void A_decision_is_told_in_its_own_words(string feel, string words) =>
        DecisionInWords.Of(FeelExpression.Parse(feel).Expression!.Evaluate(FeelContext.Empty, new FeelEnvironment { Now = DateTimeOffset.UnixEpoch }).Value).ShouldBe(words);
}
