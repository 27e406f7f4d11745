"""The three panels of notebook.ipynb for marimo: `marimo edit lyap_marimo.py`, or `python3` to run all cells."""

import marimo

app = marimo.App(width="medium")


@app.cell
def _():
    import marimo as mo

    import lyap

    return lyap, mo


@app.cell
def _(lyap, mo):
    sequence = mo.ui.text("BBBBBBAAAAAA", label="sequence")
    x = mo.ui.range_slider(0, 4, 0.01, value=[2.5, 3.4], label="A")
    y = mo.ui.range_slider(0, 4, 0.01, value=[3.4, 4.0], label="B")
    iterations = mo.ui.slider(10, 2000, value=400, label="iterations")
    palette = mo.ui.dropdown(lyap.palettes(), value="managua", label="palette")
    mo.vstack([sequence, x, y, iterations, palette])
    return iterations, palette, sequence, x, y


@app.cell
def _(iterations, lyap, mo, palette, sequence, x, y):
    picture = lyap.Picture(
        sequence.value,
        a=tuple(x.value),
        b=tuple(y.value),
        iterations=iterations.value,
        size=(600, 400),
        palette=palette.value,
        samples=2,
    )
    mo.vstack([mo.image(picture._repr_png_()), mo.md(f"`{picture.command}`")])
    return (picture,)


@app.cell
def _(lyap, mo):
    still = lyap.Picture("ACDBCD", C=3, D=3, size=(480, 360))
    rotation = lyap.Film(still, circle="CD", center=(2.95, 2.95), radius=0.25, frames=120)
    frame = mo.ui.slider(0, len(rotation) - 1, value=0, label="C and D go round a circle")
    play = mo.ui.refresh(options=["0.1s", "0.5s"], default_interval=None)
    mo.hstack([frame, play])
    return frame, play, rotation


@app.cell
def _(mo):
    get_step, set_step = mo.state(0)
    return get_step, set_step


@app.cell
def _(play, set_step):
    # Each tick of the refresh button is a frame further.
    _ = play.value
    set_step(lambda step: step + 1)
    return


@app.cell
def _(frame, get_step, mo, rotation):
    mo.image(rotation.picture((frame.value + get_step()) % len(rotation))._repr_png_())
    return


@app.cell
def _(mo):
    film_button = mo.ui.run_button(label="render the film")
    film_button
    return (film_button,)


@app.cell
def _(film_button, mo, rotation):
    shown = None
    if film_button.value:
        with mo.status.progress_bar(total=len(rotation), title="film") as bar:
            stored = [0]

            def progress(frames):
                bar.update(increment=int(frames) - stored[0])
                stored[0] = int(frames)

            rotation.save("loop.mp4", progress=progress)
        shown = mo.video("loop.mp4", controls=True, loop=True)
    shown
    return


if __name__ == "__main__":
    app.run()
