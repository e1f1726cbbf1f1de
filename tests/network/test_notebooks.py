"""The notebooks run from beginning to end, and their outputs are kept."""

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks need nbformat and nbclient (extra test)")
nbclient = pytest.importorskip("nbclient", reason="notebooks need nbformat and nbclient (extra test)")
pytest.importorskip("ipykernel", reason="notebooks need ipykernel (extra test)")

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def read(path):
    return nbformat.read(path, as_version=4)


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path):
    client = nbclient.NotebookClient(
        read(path), timeout=300, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    )
    client.execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_keeps_its_outputs_and_no_path_of_a_machine(path):
    notebook = read(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    assert sum(bool(cell.outputs) for cell in code) >= len(code) - 1
    assert not any(output.output_type == "error" for cell in code for output in cell.outputs)
    assert str(FOLDER.parent) not in path.read_text(encoding="utf-8")


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == ["01-build-and-query", "02-discourse-network"]
