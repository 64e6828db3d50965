using BlazorMedia.Web.Shared.Lists;
using Bunit;

namespace BlazorMedia.Tests.Shared;

public sealed class FilterBarTests : ShellContext
{
    private readonly List<string?> searches = [];

    [Fact]
    public void Searches_once_after_the_last_letter()
    {
        var bar = Searching(null);

        bar.Find("input").Input("d");
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        bar.Find("input").Input("door ");
        Clock.Advance(TimeSpan.FromMilliseconds(300));

        bar.WaitForAssertion(() => searches.ShouldBe(["door"]));
    }

    [Fact]
    public void Enter_does_not_wait()
    {
        var bar = Searching(null);

        bar.Find("input").Input("door");
        bar.Find("input").Change("door");

        searches.ShouldBe(["door"]);
    }

    [Fact]
    public void An_emptied_box_searches_for_nothing()
    {
        var bar = Searching("door");

        bar.Find("input").Input("  ");
        bar.Find("input").Change("  ");

        searches.ShouldBe([null]);
    }

    [Fact]
    public void What_is_searched_already_is_not_searched_again()
    {
        var bar = Searching("door");

        bar.Find("input").Input("door");
        bar.Find("input").Change("door");

        searches.ShouldBeEmpty();
    }

    [Fact]
    public void Clearing_shows_only_when_something_is_filtered()
    {
        var cleared = false;
        var bar = Render<FilterBar>(p => p.Add(b => b.HasFilters, false).Add(b => b.OnClear, () => cleared = true));
        bar.FindAll("button").ShouldBeEmpty();
        bar.FindAll("input").ShouldBeEmpty("without a listener there is nothing to search");

        bar.Render(p => p.Add(b => b.HasFilters, true));
        bar.Find("button").Click();

        cleared.ShouldBeTrue();
    }

    private IRenderedComponent<FilterBar> Searching(string? text) => Render<FilterBar>(p => p.Add(b => b.Search, text).Add(b => b.SearchChanged, searches.Add));
}
