using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Catalog;
using BlazorMedia.Web.Features.Webhooks.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Webhooks;

public sealed class DeliveryPagesTests(WebhooksFixture app) : WebhookPagesContext(app), IClassFixture<WebhooksFixture>
{
    [Theory]
    [InlineData("", 3)]
    [InlineData("&state=failed", 1)]
    [InlineData("&type=tests.other", 0)]
    [InlineData("&from=2100-01-01T00:00:00Z", 0)]
    public void The_address_filters_the_deliveries(string more, int count)
    {
        var endpoint = Add("library", paused: true);
        Deliver(endpoint, DeliveryState.Waiting, DeliveryState.Succeeded, DeliveryState.Failed);
        Enter(Policies.Operator);

        var page = Open<DeliveriesPage>($"/webhooks/deliveries?endpoint={endpoint}{more}");

        page.WaitForAssertion(() => page.FindAll("tbody tr:not(.waiting)").Count.ShouldBe(count), Patience);
        if (count == 0) page.WaitForAssertion(() => page.Find(".empty h2").TextContent.ShouldBe("No delivery matches"), Patience);
    }

    [Fact]
    public void A_filter_that_cannot_be_read_is_said_in_words()
    {
        Enter(Policies.Operator);

        var page = Open<DeliveriesPage>("/webhooks/deliveries?state=lost");

        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.ShouldContain("The state is waiting, held, succeeded or failed."), Patience);
    }

    [Fact]
    public void A_failed_delivery_is_sent_again_from_its_drawer()
    {
        var endpoint = Add("library", paused: true);
        var delivery = Deliver(endpoint, DeliveryState.Failed)[0];
        Enter();
        var page = Open<DeliveriesPage>($"/webhooks/deliveries?id={delivery}");
        page.WaitForAssertion(() => Button(page, "[role=dialog]", "Send again"), Patience);

        Button(page, "[role=dialog]", "Send again").Click();

        page.WaitForAssertion(() => page.Find("[role=dialog] .badge").TextContent.ShouldContain("Held"), Patience);
        page.FindAll("[role=dialog] .detail button").ShouldNotContain(b => b.TextContent.Contains("Send again"));
    }

    [Fact]
    public void A_replay_is_counted_before_it_can_be_done_and_counted_anew_after_a_change()
    {
        var endpoint = Add("library", paused: true);
        Deliver(endpoint, DeliveryState.Failed, DeliveryState.Failed, DeliveryState.Succeeded);
        Enter();
        var page = Open<DeliveriesPage>($"/webhooks/deliveries?replay=1&endpoint={endpoint}&from=2026-11-20T00:00:00Z&to=2100-01-01T00:00:00Z");
        page.WaitForAssertion(() => page.Find("[role=dialog] form"), Patience);

        page.Find("[role=dialog] form").Submit();
        page.WaitForAssertion(() => page.Find(".count").TextContent.ShouldContain("2 deliveries would be sent again"), Patience);
        page.Find("#field-state").Change("");
        page.FindAll(".count").ShouldBeEmpty();
        page.Find("[role=dialog] form").Submit();
        page.WaitForAssertion(() => page.Find(".count button").TextContent.ShouldContain("Send 3"), Patience);
        Waiting().ShouldBe(0);
        page.Find(".count button").Click();

        page.WaitForAssertion(() => page.FindAll("[role=dialog]").ShouldBeEmpty(), Patience);
        Waiting().ShouldBe(3);
    }

    [Fact]
    public void The_catalogue_opens_the_sample_that_the_address_names_and_the_code_that_is_chosen()
    {
        Enter(Policies.Operator);

        var page = Open<EventTypesPage>("/webhooks/events?type=stream.ready&profile=hex&lang=python");

        page.Find("details[open] summary").TextContent.ShouldContain("stream.ready");
        page.Find("details[open] pre").TextContent.ShouldContain("\"stream\": \"garden/north\"");
        page.FindAll(".receiver pre")[^1].TextContent.ShouldContain("import base64");
        page.FindAll(".receiver pre")[0].TextContent.ShouldContain("X-Webhook-Signature");
    }

    [Fact]
    public void Every_type_of_event_is_explained_in_every_language()
    {
        var catalog = Services.GetRequiredService<EventCatalog>();
        var words = new[] { "en", "zh-Hans", "ru" }.SelectMany(language =>
        {
            Speak(language);
            return catalog.All.Select(t => (t.Key, Sentence: catalog.Describe(t)));
        }).ToList();

        words.ShouldAllBe(w => w.Sentence != $"event.{w.Key}");
        words.Select(w => w.Sentence).ShouldBeUnique();
    }
}
