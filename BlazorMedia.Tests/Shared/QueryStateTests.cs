using BlazorMedia.Web.Shared;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Shared;

public sealed class QueryStateTests : ShellContext
{
    private BunitNavigationManager Navigation => Services.GetRequiredService<BunitNavigationManager>();

    private QueryState Query => Services.GetRequiredService<QueryState>();

    [Fact]
    public void Reads_the_address()
    {
        Navigation.NavigateTo("/recordings?text=front%20door&page=2&empty=");

        Query.Get("text").ShouldBe("front door");
        Query.GetInt("page").ShouldBe(2);
        Query.GetInt("text").ShouldBeNull();
        Query.Get("empty").ShouldBeNull();
        Query.Get("absent").ShouldBeNull();
        Query.Any("absent", "page").ShouldBeTrue();
        Query.Any("absent", "empty").ShouldBeFalse();
    }

    [Fact]
    public void Writes_the_address_without_a_step_of_history_and_keeps_the_others()
    {
        Navigation.NavigateTo("/recordings?day=2026-11-20");

        Query.Set("text", "a&b");

        Navigation.Uri.ShouldEndWith("/recordings?day=2026-11-20&text=a%26b");
        Navigation.History.First().Options.ReplaceHistoryEntry.ShouldBeTrue();
    }

    [Fact]
    public void An_empty_value_leaves_the_address()
    {
        Navigation.NavigateTo("/recordings?day=2026-11-20&text=x");

        Query.Set("text", "");

        Navigation.Uri.ShouldEndWith("/recordings?day=2026-11-20");
    }

    [Fact]
    public void Clearing_takes_only_what_is_named()
    {
        Navigation.NavigateTo("/recordings?day=2026-11-20&text=x&view=table");

        Query.Clear("day", "text");

        Navigation.Uri.ShouldEndWith("/recordings?view=table");
    }

    [Fact]
    public void A_value_is_there_before_the_browser_has_confirmed_it()
    {
        var slow = new SlowNavigation();
        using var query = new QueryState(slow);

        query.Set("day", "1");
        query.Set("text", "x");

        query.Get("day").ShouldBe("1");
        query.Get("text").ShouldBe("x");
        slow.Asked.ShouldEndWith("/recordings?day=1&text=x");
    }

    [Fact]
    public void Only_a_change_from_elsewhere_is_announced()
    {
        var slow = new SlowNavigation();
        using var query = new QueryState(slow);
        var announced = 0;
        query.Changed += () => announced++;

        query.Set("day", "1");
        slow.Confirm(slow.Asked!);
        announced.ShouldBe(0);

        slow.Confirm("http://localhost/recordings?day=7");
        announced.ShouldBe(1);
        query.Get("day").ShouldBe("7");
    }

    private sealed class SlowNavigation : NavigationManager
    {
        public SlowNavigation() => Initialize("http://localhost/", "http://localhost/recordings");

        public string? Asked { get; private set; }

        public void Confirm(string uri)
        {
            Uri = uri;
            NotifyLocationChanged(isInterceptedLink: false);
        }

        protected override void NavigateToCore(string uri, NavigationOptions options) => Asked = uri;
    }
}
