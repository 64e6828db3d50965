using System.Globalization;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Platform.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Platform;

public sealed class LiveTopicsTests
{
    [Fact]
    public async Task A_page_is_redrawn_in_its_own_language_whoever_publishes()
    {
        var topics = new LiveTopics(NullLogger<LiveTopics>.Instance);
        string? language = null;
        CultureInfo.CurrentUICulture = new CultureInfo("ru");
        using var subscription = topics.Subscribe("topic", () =>
        {
            language = CultureInfo.CurrentUICulture.Name;
            return Task.CompletedTask;
        });

        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        topics.Publish("topic");

        await Eventually.TrueAsync(() => language is not null, "the page is told");
        language.ShouldBe("ru");
    }
}
