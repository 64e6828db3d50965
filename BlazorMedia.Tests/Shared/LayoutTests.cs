using System.Security.Claims;
using BlazorMedia.Web.Platform.Pages;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared.Layout;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace BlazorMedia.Tests.Shared;

public sealed class LayoutTests : ShellContext
{
    private readonly BunitAuthorizationContext person;

    public LayoutTests()
    {
        person = AddAuthorization();
        person.SetAuthorized("ada@example.org");
        person.SetPolicies(Policies.Viewer);
        person.SetClaims(new Claim(Policies.DisplayNameClaim, "Ada"));
        Services.AddRadzenComponents();
        Services.AddSingleton(new NavigationItem("/jobs", "pending_actions", 80, _ => "Jobs", Policies.Operator));
        Services.AddSingleton(new NavigationItem("/streams", "videocam", 10, _ => "Streams", Policies.Viewer));
        Services.AddSingleton(new NavigationItem("/", "home", 0, _ => "Overview", Policies.Viewer));
    }

    [Fact]
    public void Navigation_shows_in_order_what_the_person_may_see()
    {
        var menu = Render<NavMenu>();

        menu.WaitForAssertion(() => menu.FindAll("a .text").Select(t => t.TextContent).ShouldBe(["Overview", "Streams"]));
        menu.FindAll("a").Select(a => a.GetAttribute("data-go")).ShouldBe(["o", "s"]);
    }

    [Fact]
    public void What_does_not_fit_into_a_phones_bar_and_all_of_the_administration_opens_by_one_button()
    {
        foreach (var page in new[] { "recordings", "library", "watch" }) Services.AddSingleton(new NavigationItem("/" + page, "folder", 20, _ => page, Policies.Viewer));
        Services.AddSingleton(new NavigationItem("/admin/users", "group", 100, _ => "People", Policies.Viewer, IsAdministration: true));

        var menu = Render<NavMenu>();

        menu.WaitForAssertion(() => menu.FindAll("nav > a .text").Count.ShouldBe(4));
        menu.Find("nav > button").GetAttribute("popovertarget").ShouldBe(menu.Find("[popover]").Id);
        menu.FindAll("[popover] a .text").Select(t => t.TextContent).ShouldBe(["watch", "People"]);
        menu.Find("[role=group] a").GetAttribute("href").ShouldBe("/admin/users");
    }

    [Fact]
    public void The_place_where_one_is_is_marked()
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/streams/view/door");

        var menu = Render<NavMenu>();

        menu.WaitForAssertion(() => menu.Find("a.active .text").TextContent.ShouldBe("Streams"));
    }

    [Fact]
    public void The_user_menu_posts_choices_and_returns_here()
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/recordings?day=2026-11-20");

        var menu = Render<CascadingValue<string>>(p => p.Add(c => c.Name, "Theme").Add(c => c.Value, "dark").AddChildContent<UserMenu>());

        menu.Find(".name").TextContent.ShouldBe("Ada");
        menu.Find("form[action='/account/preferences'] input[name=returnUrl]").GetAttribute("value").ShouldBe("/recordings?day=2026-11-20");
        menu.Find("button[name=theme][aria-pressed=true]").GetAttribute("value").ShouldBe("dark");
        menu.Find("button[name=language][aria-pressed=true]").GetAttribute("value").ShouldBe("en");
        menu.FindAll("form[action='/account/logout']").Count.ShouldBe(1);
    }

    [Fact]
    public void Nobody_has_no_user_menu()
    {
        person.SetNotAuthorized();

        Render<UserMenu>().Markup.ShouldBeEmpty();
    }

    [Fact]
    public void The_page_waits_for_its_circuit_and_is_made_once()
    {
        Draw(interactive: false);

        var layout = Render<AppLayout>(p => p.Add(l => l.Body, "<h1>body</h1>").SetAssignedRenderMode(RenderMode.InteractiveServer));

        layout.FindAll("h1").ShouldBeEmpty();
        layout.Find("main").GetAttribute("data-interactive").ShouldBe("false");
        layout.FindAll("main .bm-skeleton").ShouldNotBeEmpty();
    }

    [Fact]
    public void A_page_without_a_circuit_is_drawn_at_once()
    {
        Draw(interactive: false);

        Render<AppLayout>(p => p.Add(l => l.Body, "<h1>body</h1>")).Find("h1").TextContent.ShouldBe("body");
    }

    [Fact]
    public void A_fault_of_the_page_leaves_the_frame_and_another_try()
    {
        Draw(interactive: true);
        var fails = true;
        var layout = Render<AppLayout>(p => p.Add(l => l.Body, Faulty(() => fails)));
        layout.Find("[role=alert] strong").TextContent.ShouldBe("This page ran into a fault");
        layout.FindAll("nav a").ShouldNotBeEmpty();

        fails = false;
        layout.FindAll("[role=alert] button")[^1].Click();

        layout.Find("main p").TextContent.ShouldBe("fine");
    }

    [Fact]
    public void A_header_names_the_page()
    {
        var header = Render<PageHeader>(p => p.Add(h => h.Title, "Streams").Add(h => h.Description, "Cameras").Add(h => h.BackHref, "/").Add(h => h.Actions, "<button>Add</button>"));

        header.Find("h1").TextContent.ShouldBe("Streams");
        header.Find("a").GetAttribute("aria-label").ShouldBe("Back");
        header.Find(".actions button").TextContent.ShouldBe("Add");
    }

    [Fact]
    public void Parts_stand_in_order_and_get_their_parameters()
    {
        Services.AddSingleton(new PagePart("place", typeof(Part), 20));
        Services.AddSingleton(new PagePart("elsewhere", typeof(BrokenPart), 5));
        Services.AddSingleton(new PagePart("place", typeof(BrokenPart), 10));

        var parts = Render<PartsOf>(p => p.Add(x => x.Place, "place").Add(x => x.Parameters, new Dictionary<string, object?> { ["Word"] = "hello" }));

        parts.FindAll("strong, em").Select(e => e.TextContent).ShouldBe(["This part of the page cannot be shown", "hello"]);
    }

    [Fact]
    public void An_anonymous_reader_is_led_to_the_sign_in_and_back()
    {
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        navigation.NavigateTo("/recordings?day=1&view=table");

        Render<RedirectToLogin>();

        navigation.Uri.ShouldEndWith("/account/login?returnUrl=%2Frecordings%3Fday%3D1%26view%3Dtable");
        navigation.History.First().Options.ForceLoad.ShouldBeTrue();
    }

    private static RenderFragment Faulty(Func<bool> fails) => builder =>
    {
        builder.OpenComponent<FaultyBody>(0);
        builder.AddAttribute(1, nameof(FaultyBody.Fails), fails);
        builder.CloseComponent();
    };

    private sealed class FaultyBody : ComponentBase
    {
        [Parameter] public Func<bool> Fails { get; set; } = default!;

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, Fails() ? throw new InvalidOperationException("boom") : "<p>fine</p>");
    }

    private sealed class Part : ComponentBase
    {
        [Parameter] public string Word { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, $"<em>{Word}</em>");
    }

    private sealed class BrokenPart : ComponentBase
    {
        [Parameter] public string Word { get; set; } = "";

        protected override void OnInitialized() => throw new InvalidOperationException("boom");
    }
}
