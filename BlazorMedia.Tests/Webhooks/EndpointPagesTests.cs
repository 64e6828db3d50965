using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Web.Features.Webhooks.Pages;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Webhooks;

public sealed class EndpointPagesTests(WebhooksFixture app) : WebhookPagesContext(app), IClassFixture<WebhooksFixture>
{
    [Fact]
    public void Without_endpoints_an_administrator_is_led_to_add_one_and_an_operator_is_not()
    {
        Enter();

        var page = Open<WebhooksPage>("/webhooks");

        page.WaitForAssertion(() => page.Find(".empty h2").TextContent.ShouldBe("Nobody is told of anything yet"), Patience);
        page.FindAll("button").Count(b => b.TextContent.Contains("Add endpoint")).ShouldBe(2);
    }

    [Fact]
    public void An_operator_may_look_but_not_change()
    {
        var endpoint = Add("library");
        Enter(Policies.Operator);

        var page = Open<WebhooksPage>($"/webhooks?id={endpoint}");

        page.WaitForAssertion(() => page.Find("[role=dialog] h2").TextContent.ShouldBe("library"), Patience);
        page.FindAll("[role=dialog] .detail button").ShouldBeEmpty();
        Open<WebhooksPage>("/webhooks?new=1").FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public void A_new_endpoint_shows_its_secret_until_it_is_stored()
    {
        Enter();
        var page = Open<WebhooksPage>("/webhooks?new=1");
        Fill(page, ("#field-url", Receiver.Url), ("#field-name", "library"));

        page.Find("form").Submit();

        page.WaitForAssertion(() => page.Find(".once .value").TextContent.ShouldStartWith("whsec_"), Patience);
        page.Find(".once .bm-row button").Click();
        page.WaitForAssertion(() => page.FindAll(".once").ShouldBeEmpty(), Patience);
        page.Markup.ShouldNotContain("whsec_");
    }

    [Fact]
    public void A_private_address_is_refused_with_the_setting_that_allows_it()
    {
        Enter();
        var page = Open<WebhooksPage>("/webhooks?new=1");
        Fill(page, ("#field-url", "http://10.1.2.3/hook"), ("#field-name", "inside"));

        page.Find("form").Submit();

        page.WaitForAssertion(() => page.Find("#url-error").TextContent.ShouldContain("10.1.2.3 is not a public address. If it may be called, add it to Http__Outgoing__AllowedNetworks."), Patience);
        Names().ShouldBeEmpty();
    }

    [Fact]
    public void Choosing_no_event_at_all_is_asked_again_instead_of_meaning_all()
    {
        Enter();
        var page = Open<WebhooksPage>("/webhooks?new=1");
        Fill(page, ("#field-url", Receiver.Url), ("#field-name", "choosy"));
        page.FindAll("input[type=radio]")[1].Change("on");

        page.Find("form").Submit();

        page.WaitForAssertion(() => page.Find(".mistake").TextContent.ShouldContain("Choose at least one type"), Patience);
        page.FindAll(".types input").First(i => i.ParentElement!.TextContent.Contains("job.failed")).Change(true);
        page.Find("form").Submit();
        page.WaitForAssertion(() => Names().ShouldBe(["choosy: job.failed"]), Patience);
    }

    [Fact]
    public void A_paused_endpoint_says_how_many_events_it_holds_and_is_resumed()
    {
        var endpoint = Add("library", paused: true);
        Deliver(endpoint, DeliveryState.Waiting, DeliveryState.Waiting);
        Enter();
        var page = Open<WebhooksPage>($"/webhooks?id={endpoint}");
        page.WaitForAssertion(() => page.Find(".detail").TextContent.ShouldContain("2 events are held"), Patience);

        Button(page, ".detail", "Resume").Click();

        page.WaitForAssertion(() => page.Find(".detail .badge").TextContent.ShouldContain("Active"), Patience);
    }

    [Fact]
    public void Deleting_asks_once_and_says_what_is_lost()
    {
        var endpoint = Add("library", paused: true);
        Deliver(endpoint, DeliveryState.Waiting);
        Enter();
        var dialogs = Services.GetRequiredService<Dialogs>();
        var page = Open<WebhooksPage>($"/webhooks?id={endpoint}");
        page.WaitForAssertion(() => Button(page, ".detail", "Delete"), Patience);

        Button(page, ".detail", "Delete").Click();

        dialogs.Open.ShouldNotBeNull().Message.ShouldContain("1 waiting events are lost");
        Names().ShouldNotBeEmpty();
        dialogs.Answer(true);
        page.WaitForAssertion(() => page.Find(".empty h2"), Patience);
        Names().ShouldBeEmpty();
    }

    [Fact]
    public void A_test_event_shows_what_the_receiver_answered()
    {
        var endpoint = Add("library");
        (Receiver.Answer, Receiver.AnswerBody) = (500, "database is down");
        Enter();
        var page = Open<WebhooksPage>($"/webhooks?id={endpoint}");
        page.WaitForAssertion(() => Button(page, ".detail", "Send"), Patience);

        Button(page, ".detail", "Send").Click();

        page.WaitForAssertion(() => page.Find(".result summary").TextContent.ShouldContain("500"), Patience);
        page.Find(".result pre").TextContent.ShouldBe("database is down");
    }

    [Fact]
    public void A_rotation_shows_the_new_secret_and_until_when_the_old_one_signs()
    {
        var endpoint = Add("library");
        Enter();
        var page = Open<WebhooksPage>($"/webhooks?id={endpoint}");
        page.WaitForAssertion(() => Button(page, ".detail", "Rotate secret"), Patience);
        Button(page, ".detail", "Rotate secret").Click();

        page.Find(".detail form").Submit();

        page.WaitForAssertion(() => page.Find(".once .value").TextContent.ShouldStartWith("whsec_"), Patience);
        page.WaitForAssertion(() => page.Find(".detail").TextContent.ShouldContain("the former one signs until"), Patience);
    }
}
