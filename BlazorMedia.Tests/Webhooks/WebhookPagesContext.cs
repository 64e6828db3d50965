using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Shared;
using BlazorMedia.Web.Features.Webhooks.Catalog;
using BlazorMedia.Web.Features.Webhooks.Deliveries;
using BlazorMedia.Web.Features.Webhooks.Log;
using BlazorMedia.Web.Features.Webhooks.Subscriptions;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Webhooks;

/// <summary>The pages over the real application's handlers and a real receiver; each test begins without endpoints.</summary>
public abstract class WebhookPagesContext : ShellContext
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebhooksFixture app;

    protected WebhookPagesContext(WebhooksFixture app)
    {
        this.app = app;
        Share<ListEndpoints>().Share<SaveEndpoint>().Share<RotateSecret>().Share<SwitchEndpoint>().Share<ListDeliveries>().Share<FindDelivery>();
        Share<EventCatalog>().Share<SendTestEvent>().Share<ResendDelivery>().Share<ReplayDeliveries>().Share<LiveTopics>();
        using var db = app.CreateDb();
        db.Set<WebhookEndpoint>().ExecuteDelete();
        db.Set<WebhookMessage>().ExecuteDelete();
        (app.Receiver.Answer, app.Receiver.AnswerBody) = (204, "");
    }

    internal Receiver Receiver => app.Receiver;

    private WebhookPagesContext Share<T>()
        where T : class
    {
        Services.AddSingleton(app.Services.GetRequiredService<T>());
        return this;
    }

    protected void Enter(string policy = Policies.Admin)
    {
        var user = AddAuthorization();
        user.SetAuthorized("olga");
        user.SetPolicies(policy == Policies.Admin ? [Policies.Admin, Policies.Operator] : [policy]);
    }

    protected IRenderedComponent<T> Open<T>(string address)
        where T : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<T>();
    }

    protected static void Fill<T>(IRenderedComponent<T> page, params (string Input, string Text)[] fields)
        where T : IComponent
    {
        page.WaitForAssertion(() => page.Find("form"), Patience);
        foreach (var (input, text) in fields) page.Find(input).Change(text);
    }

    protected static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> page, string within, string text)
        where T : IComponent => page.FindAll($"{within} button").First(b => b.TextContent.Trim().EndsWith(text, StringComparison.Ordinal));

    protected Guid Add(string name, bool paused = false) =>
        app.AddAsync(new { name, url = app.Receiver.Url, paused }).GetAwaiter().GetResult().Endpoint.Id;

    protected List<Guid> Deliver(Guid endpoint, params DeliveryState[] states)
    {
        using var db = app.CreateDb();
        var (row, at) = (db.Find<WebhookEndpoint>(endpoint)!, TimeProvider.System.GetUtcNow());
        List<Guid> ids = [];
        foreach (var state in states)
        {
            var message = Web.Features.Webhooks.Outbox.MessageOf("tests.page", new { text = "page" }, at);
            var delivery = WebhookDelivery.Create(message, row, at);
            if (state == DeliveryState.Succeeded) delivery.RecordSuccess(200, at);
            if (state == DeliveryState.Failed) delivery.RecordFailure(500, DeliveryErrors.Status, null, at);
            db.AddRange(message, delivery);
            ids.Add(delivery.Id);
        }
        db.SaveChanges();
        return ids;
    }

    protected List<string> Names()
    {
        using var db = app.CreateDb();
        return [.. db.Set<WebhookEndpoint>().OrderBy(e => e.Name).Select(e => e.Name + ": " + e.EventTypes)];
    }

    protected int Waiting()
    {
        using var db = app.CreateDb();
        return db.Set<WebhookDelivery>().Count(d => d.State == DeliveryState.Waiting);
    }
}
